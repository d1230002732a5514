use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[create]
    async fn create(&self, name: Json<String>, size: Json<u32>) {
        let _ = (name, size);
    }
}

fn main() {}
