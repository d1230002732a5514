use terrace::prelude::*;

#[model(open)]
pub struct Server {
    pub name: String,
    pub extra: Extra<Server>,
}

#[model(open)]
pub struct Flavor {
    pub extra: Extra<Flavor>,
}

#[model(extends = Server, prefix = "ACME")]
pub struct Rack {
    pub row: u8,
}

pub fn mistake(flavor: &mut Flavor) {
    flavor.extra.insert(Rack { row: 1 });
}

fn main() {}
