use terrace::prelude::*;

#[derive(Clone, FromRef)]
pub struct State(String);

fn main() {}
