use terrace::prelude::*;

pub struct Db;

#[model]
pub enum Change {
    Started,
    Stored(Db),
    Moved { from: Option<u8>, to: Option<u8> },
}

fn main() {}
