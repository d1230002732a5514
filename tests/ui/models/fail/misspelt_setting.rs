use terrace::prelude::*;

versions! { pub Nova: "2.1", "2.2" }

#[model(version = Nova)]
pub struct Server {
    pub id: Uuid,
}

fn main() {}
