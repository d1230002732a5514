use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, server_id: Uuid) -> String {
        server_id.to_string()
    }
}

fn main() {}
