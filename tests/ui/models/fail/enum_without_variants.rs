use terrace::prelude::*;

#[model]
pub enum Never {}

fn main() {}
