use terrace::prelude::*;

policies! {
    pub ServerRules;

    /// Make a server.
    "make servers": "role:member";
}

fn main() {}
