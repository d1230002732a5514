use terrace::prelude::*;

#[model]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Active,
    ACTIVE,
}

fn main() {}
