use terrace::prelude::*;

#[model]
pub struct Server {
    #[check(length = 1..)]
    #[check(length = ..=255)]
    pub name: String,
}

fn main() {}
