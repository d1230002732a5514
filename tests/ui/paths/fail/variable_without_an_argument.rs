use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[get("/zones/{zone}")]
    async fn zone(&self) {}
}

fn main() {}
