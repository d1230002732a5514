use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self, filter: Json<String>) {
        let _ = filter;
    }
}

fn main() {}
