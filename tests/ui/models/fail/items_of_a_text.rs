use terrace::prelude::*;

#[model]
pub struct Server {
    #[check(items = 1..=255)]
    pub name: String,
}

fn main() {}
