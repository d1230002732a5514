use terrace::prelude::*;

policies! {
    pub ServerRules;

    "servers:create": "role:member";
}

fn main() {}
