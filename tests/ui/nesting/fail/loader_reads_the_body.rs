use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, server_id: Uuid, body: Json<String>) -> Option<String> {
        Some(format!("{server_id} {}", body.0))
    }
}

fn main() {}
