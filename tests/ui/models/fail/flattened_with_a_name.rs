use terrace::prelude::*;

#[model]
pub struct Server {
    pub name: String,
    #[serde(flatten, rename = "size")]
    pub flavor: Flavor,
}

#[model]
pub struct Flavor {
    pub ram: u32,
}

fn main() {}
