use terrace::prelude::*;

#[model]
pub struct Server {
    pub name: String,
    #[serde(rename = "name")]
    pub title: String,
}

fn main() {}
