use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[show]
    async fn show(&self, _server: Loaded<Servers>) {}
}

fn main() {}
