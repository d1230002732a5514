use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

#[model(versions = Nova)]
pub struct Server {
    #[since("2.2")]
    pub tags: Vec<String>,
}

fn main() {}
