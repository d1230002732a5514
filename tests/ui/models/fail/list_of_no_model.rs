use terrace::prelude::*;

pub struct Db;

#[model]
pub struct Server {
    #[serde(default)]
    pub db: Option<Vec<Db>>,
}

fn main() {}
