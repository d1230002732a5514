use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.9" }

#[model(versions = Nova, open)]
pub struct Server {
    pub name: String,
    pub extra: Extra<Server>,
}

#[model(versions = Nova, extends = Server, prefix = "ACME")]
pub struct Rack {
    pub row: u8,
}

#[extension(alias = "acme", updated = "2014-12-03", versions = Nova, since = V2_3, additions = [Rack])]
pub struct Acme;

fn main() {}
