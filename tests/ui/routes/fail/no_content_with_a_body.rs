use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[delete]
    async fn delete(&self) -> Json<String> {
        Json(String::new())
    }
}

fn main() {}
