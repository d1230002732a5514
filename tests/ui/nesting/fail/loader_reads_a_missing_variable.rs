use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, server_id: Uuid, zone: Path<String>) -> Option<String> {
        Some(format!("{server_id} {}", zone.0))
    }
}

fn main() {}
