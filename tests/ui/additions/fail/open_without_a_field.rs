use terrace::prelude::*;

#[model(open)]
pub struct Server {
    pub name: String,
}

fn main() {}
