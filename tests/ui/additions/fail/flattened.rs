use terrace::prelude::*;

#[model(open)]
pub struct Server {
    pub name: String,
    pub extra: Extra<Server>,
}

#[model]
pub struct Place {
    pub row: u8,
}

#[model(extends = Server, prefix = "ACME")]
pub struct Rack {
    #[serde(flatten)]
    pub place: Place,
}

fn main() {}
