use terrace::prelude::*;

#[model]
pub struct Contact {
    #[check(format = "email")]
    pub addresses: Vec<String>,
}

fn main() {}
