use terrace::prelude::*;

#[model]
pub struct Server {
    #[serde(default)]
    pub flavor: Flavor,
}

#[model]
pub struct Flavor {
    pub ram: u32,
}

fn main() {}
