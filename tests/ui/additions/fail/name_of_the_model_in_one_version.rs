use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.4" }

#[model(versions = Nova, open)]
pub struct Server {
    #[serde(rename = "ACME:row")]
    #[until(V2_3)]
    pub row: Option<String>,
    pub extra: Extra<Server>,
}

#[model(versions = Nova, extends = Server, prefix = "ACME")]
pub struct Rack {
    #[since(V2_2)]
    pub row: Option<u8>,
}

fn main() {}
