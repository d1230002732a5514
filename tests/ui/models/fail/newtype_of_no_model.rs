use terrace::prelude::*;

pub struct Db;

#[model]
pub struct Stored(Db);

fn main() {}
