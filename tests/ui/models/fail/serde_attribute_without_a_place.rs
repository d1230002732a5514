use terrace::prelude::*;

#[model]
pub struct Server {
    #[serde(alias = "name")]
    pub title: String,
}

fn main() {}
