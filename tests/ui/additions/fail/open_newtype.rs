use terrace::prelude::*;

#[model(open)]
pub struct Name(String);

fn main() {}
