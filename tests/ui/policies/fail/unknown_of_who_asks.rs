use terrace::prelude::*;

policies! {
    pub ServerRules;

    /// Make a server.
    "servers:create": "projct_id:%(project_id)s";
}

fn main() {}
