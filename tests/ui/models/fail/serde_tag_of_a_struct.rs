use terrace::prelude::*;

#[model]
#[serde(tag = "type")]
pub struct Server {
    pub name: String,
}

fn main() {}
