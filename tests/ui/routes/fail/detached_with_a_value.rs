use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[delete(detached = true)]
    async fn delete(&self) {}
}

fn main() {}
