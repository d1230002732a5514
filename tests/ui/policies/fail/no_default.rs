use terrace::prelude::*;

policies! {
    pub ServerRules;

    /// Make a server.
    "servers:create";
}

fn main() {}
