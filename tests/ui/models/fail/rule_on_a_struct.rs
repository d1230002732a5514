use terrace::prelude::*;

#[model]
#[check(length = 1..)]
pub struct Server {
    pub name: String,
}

fn main() {}
