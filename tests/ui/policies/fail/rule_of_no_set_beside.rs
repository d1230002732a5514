use terrace::prelude::*;

policies! {
    pub BaseRules;

    /// Somebody of the project.
    "member": "role:member";
}

policies! {
    pub ServerRules: [BaseRules];

    /// Make a server.
    "servers:create": "rule:reader";
}

fn main() {}
