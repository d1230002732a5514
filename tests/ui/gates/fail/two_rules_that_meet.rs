use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

#[model(versions = Nova)]
pub struct Server {
    #[check(length = 1..=60, until = V2_4)]
    #[check(length = 1..=255, since = V2_2)]
    pub name: String,
}

fn main() {}
