use terrace::filters::NoAuth;
use terrace::prelude::*;

policies! {
    pub Rules;

    /// List servers.
    "servers:list": "role:member";

    /// Change a server.
    #[renamed("servers:put")]
    "servers:update": "project_id:%(project_id)s";
}

pipeline! { pub NoAuth2: [NoAuth = NoAuth::default()] }

pub struct Server {
    pub id: u32,
}

#[controller(path = "/servers", key = id: u32)]
pub struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, id: u32) -> Option<Server> {
        Some(Server { id })
    }

    #[update]
    #[policy("servers:update")]
    async fn update(&self) {}
}

api! {
    pub struct Compute at "/";
    pipeline: NoAuth2;
    policies: [Rules];
    controllers: [Servers];
}

fn main() {}
