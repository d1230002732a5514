use terrace::prelude::*;

policies! {
    pub ServerRules;

    /// Make a server.
    #[renamed]
    "servers:create": "role:member";
}

fn main() {}
