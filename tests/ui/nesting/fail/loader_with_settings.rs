use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[load(status = 404)]
    async fn load(&self, server_id: Uuid) -> Option<String> {
        Some(server_id.to_string())
    }
}

fn main() {}
