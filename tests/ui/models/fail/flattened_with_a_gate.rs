use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.4" }

#[model(versions = Nova)]
pub struct Server {
    pub name: String,
    #[serde(flatten)]
    #[since(V2_2)]
    pub flavor: Flavor,
}

#[model(versions = Nova)]
pub struct Flavor {
    pub ram: u32,
}

fn main() {}
