use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

#[model(versions = Nova)]
pub struct Server {
    #[since(V2_2, default = 3)]
    #[until(V2_4, default = 4)]
    pub cores: u8,
}

fn main() {}
