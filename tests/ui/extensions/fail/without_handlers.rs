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

#[extension(alias = "racks", updated = "2014-12-03", additions = [Rack])]
pub struct Racks;

api! {
    pub struct Compute at "/";
    extensions: [Racks];
}

fn main() {}
