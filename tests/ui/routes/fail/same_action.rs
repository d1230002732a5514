use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[action("reboot")]
    async fn reboot(&self) {}

    #[action("reboot")]
    async fn restart(&self) {}
}

fn main() {}
