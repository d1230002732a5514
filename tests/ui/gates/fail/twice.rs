use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

#[model(versions = Nova)]
pub struct Server {
    #[since(V2_2)]
    #[since(V2_3)]
    pub tags: Vec<String>,
}

fn main() {}
