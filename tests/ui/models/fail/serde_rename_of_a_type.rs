use terrace::prelude::*;

#[model]
#[serde(rename = "server")]
pub struct Server {
    pub name: String,
}

fn main() {}
