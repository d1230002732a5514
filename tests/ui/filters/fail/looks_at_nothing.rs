use terrace::prelude::*;

#[filter]
fn audit() {}

fn main() {}
