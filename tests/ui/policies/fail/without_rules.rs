use terrace::prelude::*;

policies! {
    pub ServerRules;
}

fn main() {}
