use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.4" }

#[model(versions = Nova)]
pub struct Server {
    #[read_only]
    #[required_since(V2_3)]
    pub host: Option<String>,
}

fn main() {}
