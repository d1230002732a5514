use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

#[model(versions = Nova)]
pub enum State {
    Active,
    #[required_since(V2_2)]
    Shelved,
}

fn main() {}
