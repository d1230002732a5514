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
#[policy("servers:lst")]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/";
    pipeline: NoAuth2;
    policies: [Rules];
    controllers: [Servers];
}

fn main() {}
