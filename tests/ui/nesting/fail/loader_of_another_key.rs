use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, id: Uuid) -> Option<String> {
        Some(id.to_string())
    }
}

fn main() {}
