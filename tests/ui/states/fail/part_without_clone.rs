use terrace::prelude::*;

pub struct Db;

#[derive(FromRef)]
pub struct State {
    db: Db,
}

fn main() {}
