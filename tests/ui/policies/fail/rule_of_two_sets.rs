use terrace::prelude::*;

policies! {
    pub ServerRules;

    /// Who may do most.
    #[renamed("member")]
    "worker": "role:member";

    /// Somebody of the project.
    "members": "role:member";
}

policies! {
    pub ImageRules;

    /// Somebody who has images.
    "member": "role:member";
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
    policies: [ServerRules, ImageRules];
    controllers: [Servers];
}

fn main() {}
