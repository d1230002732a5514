use terrace::prelude::*;

#[model(open)]
pub struct Server {
    #[serde(rename = "ACME:row")]
    pub row: String,
    pub extra: Extra<Server>,
}

#[model(extends = Server, prefix = "ACME")]
pub struct Rack {
    pub note: String,
    pub row: u8,
}

fn main() {}
