use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

#[model(versions = Nova)]
pub struct Flavor {
    pub ram: u32,
}

#[model(versions = Nova)]
pub struct Server {
    #[since(V2_2)]
    pub flavor: Flavor,
}

fn main() {}
