use terrace::prelude::*;

policies! {
    pub ServerRules;

    /// Make a server.
    "servers:create": "role:member";

    /// Make a server.
    "servers-create": "role:member";
}

fn main() {}
