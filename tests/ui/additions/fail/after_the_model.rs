use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.4" }

#[model(versions = Nova, open, until = V2_2)]
pub struct Server {
    pub extra: Extra<Server>,
}

#[model(versions = Nova, since = V2_3, extends = Server, prefix = "ACME")]
pub struct Rack {
    pub row: u8,
}

fn main() {}
