use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[create]
    async fn create(&self, Json(name): Json<String>) -> Json<String> {
        Json(name)
    }
}

fn main() {}
