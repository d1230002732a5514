use terrace::prelude::*;

#[model]
pub struct Server {
    #[serde(flatten)]
    pub name: String,
}

fn main() {}
