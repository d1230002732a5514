use terrace::prelude::*;

policies! {
    pub ServerRules;

    /// Make a server.
    "servers:create": "rule:servers:delete";

    /// Delete a server.
    "servers:delete": "not rule:servers:create";
}

fn main() {}
