use terrace::prelude::*;

#[model]
#[serde(content = "value")]
pub enum Change {
    Started,
}

fn main() {}
