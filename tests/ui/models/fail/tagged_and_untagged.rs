use terrace::prelude::*;

#[model]
#[serde(tag = "type", untagged)]
pub enum Change {
    Started,
}

fn main() {}
