use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, server_id: Uuid) -> Option<String> {
        Some(server_id.to_string())
    }
}

#[controller(path = "/flavors")]
pub struct Flavors;

#[routes]
impl Flavors {
    #[index]
    async fn index(&self, server: Loaded<Servers>) -> Json<String> {
        Json(server.clone())
    }
}

fn main() {}
