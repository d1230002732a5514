use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

#[model(versions = Nova)]
pub struct Server {
    #[required_since(V2_2, default = 3)]
    pub cores: u8,
}

fn main() {}
