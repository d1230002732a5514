use terrace::prelude::*;

#[model]
pub struct Server {
    pub name: String,
    #[read_only]
    pub flavor: Flavor,
}

#[model]
pub struct Flavor {
    pub ram: u32,
}

fn main() {}
