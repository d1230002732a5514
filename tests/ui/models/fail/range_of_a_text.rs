use terrace::prelude::*;

#[model]
pub struct Server {
    #[check(range = 1..=255)]
    pub name: String,
}

fn main() {}
