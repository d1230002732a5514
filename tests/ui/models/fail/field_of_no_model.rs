use terrace::prelude::*;

pub struct Db;

#[model]
pub struct Server {
    pub id: Uuid,
    pub db: Db,
}

fn main() {}
