use terrace::prelude::*;

#[model]
#[serde(tag = "type")]
pub enum Change {
    Started,
    Moved(Vec<u8>),
}

fn main() {}
