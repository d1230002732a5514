use terrace::prelude::*;

#[model(open)]
pub struct Server {
    pub name: String,
    pub extra: Extra<Server>,
}

#[model(extends = Server)]
pub struct Rack {
    pub row: u8,
}

fn main() {}
