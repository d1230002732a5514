use terrace::prelude::*;

policies! {
    pub ServerRules;

    scopes: project;
}

fn main() {}
