use terrace::prelude::*;

#[model]
pub struct Server {
    #[serde(rename(serialize = "server_name"))]
    pub name: String,
}

fn main() {}
