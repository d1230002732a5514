use terrace::prelude::*;

policies! {
    pub ServerRules;

    /// Make a server.
    #[scopes(projects)]
    "servers:create": "role:member";
}

fn main() {}
