use terrace::prelude::*;

#[model]
pub struct Server {
    #[check(length = -1..=5)]
    pub name: String,
}

fn main() {}
