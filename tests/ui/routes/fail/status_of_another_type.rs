use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[create(status = 200)]
    async fn create(&self) -> Accepted<Json<String>> {
        Accepted(Json(String::new()))
    }
}

fn main() {}
