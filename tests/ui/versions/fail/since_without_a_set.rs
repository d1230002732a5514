use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[index(since = V2_4)]
    async fn index(&self) {}
}

fn main() {}
