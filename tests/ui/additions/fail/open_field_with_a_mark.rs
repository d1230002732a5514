use terrace::prelude::*;

#[model(open)]
pub struct Server {
    pub name: String,
    #[serde(rename = "more")]
    pub extra: Extra<Server>,
}

fn main() {}
