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

#[controller(path = "/tags")]
pub struct Tags;

#[routes]
impl Tags {
    #[index]
    async fn index(&self) {}
}

#[extension(alias = "os-tags", updated = "2014-12-03", controllers = [Tags])]
pub struct Tagged;

api! {
    pub struct Compute at "/";
    controllers: [Servers, Tags];
    extensions: [Tagged];
}

fn main() {}
