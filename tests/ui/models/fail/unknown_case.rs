use terrace::prelude::*;

#[model]
#[serde(rename_all = "camelcase")]
pub struct Server {
    pub name: String,
}

fn main() {}
