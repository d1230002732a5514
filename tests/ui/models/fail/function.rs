use terrace::prelude::*;

#[model]
pub fn server() {}

fn main() {}
