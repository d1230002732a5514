use terrace::prelude::*;

policies! {
    pub ShelveRules;

    /// Put a server onto a shelf.
    "servers:keep": "role:member";
}

policies! {
    pub QuotaRules;

    /// Keep a server.
    "servers:keep": "role:admin";
}

#[controller(path = "/servers", key = server_id: u32)]
pub struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, server_id: u32) -> Option<u32> {
        Some(server_id)
    }
}

#[extension(alias = "os-shelve", updated = "2014-12-03", of = [Servers], policies = [ShelveRules])]
pub struct Shelve;

#[routes(of = Servers)]
impl Shelve {
    #[action("shelve")]
    async fn shelve(&self) {}
}

#[extension(alias = "os-quota", updated = "2014-12-03", of = [Servers], policies = [QuotaRules])]
pub struct Quota;

#[routes(of = Servers)]
impl Quota {
    #[action("keep")]
    async fn keep(&self) {}
}

api! {
    pub struct Compute at "/";
    controllers: [Servers];
    extensions: [Shelve, Quota];
}

fn main() {}
