use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

#[model]
pub struct Server {
    pub name: String,
    #[since(V2_2)]
    pub tags: Vec<String>,
}

fn main() {}
