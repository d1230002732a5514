use terrace::prelude::*;

policies! {
    pub ServerRules;

    /// Make a server.
    "servers:create": "rule:member";
}

fn main() {}
