use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

#[model(versions = Nova)]
pub struct Server {
    #[since(V2_3)]
    #[required_since(V2_2)]
    pub host: Option<String>,
}

fn main() {}
