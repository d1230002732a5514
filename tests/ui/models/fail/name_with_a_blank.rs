use terrace::prelude::*;

#[model(name = "New server")]
pub struct NewServer {
    pub name: String,
}

fn main() {}
