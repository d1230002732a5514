use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

#[model(versions = Nova, since = V2_4, until = V2_2)]
pub struct Server {
    pub name: String,
}

fn main() {}
