use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

#[model(versions = Nova)]
pub struct Server {
    #[since(V2_4)]
    #[until(V2_2)]
    pub tags: Vec<String>,
}

fn main() {}
