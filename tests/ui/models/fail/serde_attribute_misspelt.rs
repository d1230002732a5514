use terrace::prelude::*;

#[model]
pub struct Server {
    #[serde(renam = "server_name")]
    pub name: String,
}

fn main() {}
