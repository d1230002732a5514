use terrace::prelude::*;

#[model]
#[serde(tag = "type")]
pub enum Disk {
    None,
    Blank {
        size: u8,
        #[serde(flatten)]
        kind: Kind,
    },
}

#[model]
pub struct Kind {
    #[serde(rename = "type")]
    pub name: String,
}

fn main() {}
