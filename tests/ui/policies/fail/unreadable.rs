use terrace::prelude::*;

policies! {
    pub ServerRules;

    /// Make a server.
    "servers:create": "role:member or";
}

fn main() {}
