use terrace::prelude::*;

#[filter]
pub struct Audit;

fn main() {}
