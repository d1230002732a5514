use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[action(status = 202)]
    async fn reboot(&self) {}
}

fn main() {}
