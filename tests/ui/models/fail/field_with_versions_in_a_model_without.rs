use terrace::prelude::*;

versions! { pub Nova: "2.1", "2.2" }

#[model(versions = Nova)]
pub struct Flavor {
    pub id: Uuid,
}

#[model]
pub struct Server {
    pub id: Uuid,
    pub flavor: Option<Vec<Flavor>>,
}

fn main() {}
