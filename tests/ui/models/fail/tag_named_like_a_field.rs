use terrace::prelude::*;

#[model]
#[serde(tag = "type")]
pub enum Change {
    Moved {
        #[serde(rename = "type")]
        kind: String,
    },
}

fn main() {}
