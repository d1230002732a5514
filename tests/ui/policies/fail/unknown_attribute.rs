use terrace::prelude::*;

policies! {
    pub ServerRules;

    /// Make a server.
    #[since(V2)]
    "servers:create": "role:member";
}

fn main() {}
