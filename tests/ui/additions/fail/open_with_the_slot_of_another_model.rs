use terrace::prelude::*;

#[model]
pub struct Flavor {
    pub ram: u32,
}

#[model(open)]
pub struct Server {
    pub extra: Extra<Flavor>,
}

fn main() {}
