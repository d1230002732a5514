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

#[extension(alias = "os-shelve", updated = "2014-12-03", of = [Servers])]
pub struct Shelve;

#[routes(of = Servers)]
impl Shelve {
    #[action("shelve")]
    async fn shelve(&self) {}
}

#[controller(path = "/tags")]
pub struct Tags;

#[routes]
impl Tags {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/";
    controllers: [Tags];
    extensions: [Shelve];
}

fn main() {}
