use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, server_id: Uuid, server: Loaded<Servers>) -> Option<String> {
        Some(format!("{server_id} {server:?}"))
    }
}

fn main() {}
