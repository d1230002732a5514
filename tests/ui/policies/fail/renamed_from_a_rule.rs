use terrace::prelude::*;

policies! {
    pub ServerRules;

    /// Make a server.
    #[renamed("servers:delete")]
    "servers:create": "role:member";

    /// Delete a server.
    "servers:delete": "role:member";
}

fn main() {}
