use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

#[model(versions = Nova)]
pub enum State {
    Active,
    #[since(V2_2, default = 1)]
    Shelved,
}

fn main() {}
