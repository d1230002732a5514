use terrace::prelude::*;

#[model]
pub enum Name {
    Long(#[check(length = 1..)] String),
}

fn main() {}
