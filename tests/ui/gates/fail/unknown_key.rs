use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

#[model(versions = Nova)]
pub struct Server {
    #[since(V2_2, defualt = 3)]
    pub cores: u8,
}

fn main() {}
