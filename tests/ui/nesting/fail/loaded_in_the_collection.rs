use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, server_id: Uuid) -> Option<String> {
        Some(server_id.to_string())
    }

    #[get("/detail")]
    async fn detail(&self, server: Loaded<Servers>) -> Json<String> {
        Json(server.clone())
    }
}

fn main() {}
