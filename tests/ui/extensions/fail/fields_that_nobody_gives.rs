use terrace::prelude::*;

#[model(open)]
pub struct Server {
    pub name: String,
    pub extra: Extra<Server>,
}

#[model(extends = Server, prefix = "ACME")]
pub struct Rack {
    pub row: u8,
}

#[extension(alias = "racks", updated = "2014-12-03", fields = [Rack])]
pub struct Racks;

fn main() {}
