use terrace::prelude::*;

policies! {
    pub ServerRules;

    /// Somebody of the project.
    "member": "role:member";

    /// Make a server.
    "servers:create": "rule:membre";
}

fn main() {}
