use terrace::prelude::*;

#[model]
pub struct Server {
    #[check(lenght = 1..=255)]
    pub name: String,
}

fn main() {}
