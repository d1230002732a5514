use terrace::prelude::*;

#[model]
pub struct Server {
    pub name: String,
    #[serde(flatten)]
    pub flavor: Flavor,
}

#[model]
pub struct Flavor {
    pub ram: u32,
    pub name: String,
}

fn main() {}
