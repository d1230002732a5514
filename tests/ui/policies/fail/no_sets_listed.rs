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

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    #[policy("servers:list")]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/";
    pipeline: NoAuth2;
    controllers: [Servers];
}

fn main() {}
