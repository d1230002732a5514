use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

#[model(versions = Nova, since = V2_3)]
pub struct Server {
    pub name: String,
    #[until(V2_2)]
    pub host: Option<String>,
}

fn main() {}
