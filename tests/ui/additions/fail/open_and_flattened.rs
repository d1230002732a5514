use terrace::prelude::*;

#[model(open)]
pub struct Server {
    pub name: String,
    pub extra: Extra<Server>,
}

#[model]
pub struct Detail {
    #[serde(flatten)]
    pub server: Server,
    pub host: String,
}

fn main() {}
