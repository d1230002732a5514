use terrace::prelude::*;

#[model]
pub struct Server {
    #[check(length = 1..256)]
    pub name: String,
}

fn main() {}
