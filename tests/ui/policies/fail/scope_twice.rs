use terrace::prelude::*;

policies! {
    pub ServerRules;

    /// Make a server.
    #[scopes(project, project)]
    "servers:create": "role:member";
}

fn main() {}
