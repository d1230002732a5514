use terrace::prelude::*;

#[model]
pub struct Nothing();

fn main() {}
