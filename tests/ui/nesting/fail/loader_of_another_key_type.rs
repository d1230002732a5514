use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, server_id: String) -> Option<String> {
        Some(server_id)
    }
}

fn main() {}
