use terrace::prelude::*;

#[model(open)]
pub struct Server {
    pub name: String,
    pub extra: String,
}

fn main() {}
