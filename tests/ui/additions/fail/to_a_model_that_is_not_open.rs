use terrace::prelude::*;

#[model]
pub struct Server {
    pub name: String,
}

#[model(extends = Server, prefix = "ACME")]
pub struct Rack {
    pub row: u8,
}

fn main() {}
