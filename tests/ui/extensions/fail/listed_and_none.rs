use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: u32)]
pub struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, server_id: u32) -> Option<u32> {
        Some(server_id)
    }

    #[action("reboot")]
    async fn reboot(&self, server: Loaded<Servers>) {
        let _ = server;
    }
}

pub struct Shelve;

api! {
    pub struct Compute at "/";
    controllers: [Servers];
    extensions: [Shelve];
}

fn main() {}
