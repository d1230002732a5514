use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[action("reboot")]
    async fn reboot(&self) {}

    #[post(member, "/action")]
    async fn act(&self, body: Json<String>) {
        let _ = body;
    }
}

fn main() {}
