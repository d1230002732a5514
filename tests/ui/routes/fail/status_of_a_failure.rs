use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[show(status = 404)]
    async fn show(&self) {}
}

fn main() {}
