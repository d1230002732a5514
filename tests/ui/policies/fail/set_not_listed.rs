use terrace::prelude::*;

policies! {
    pub BaseRules;

    /// Somebody of the project.
    "member": "role:member";
}

policies! {
    pub ServerRules: [BaseRules];

    /// Make a server.
    "servers:create": "rule:member";
}

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/";
    policies: [ServerRules];
    controllers: [Servers];
}

fn main() {}
