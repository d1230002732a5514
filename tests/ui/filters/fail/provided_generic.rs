use terrace::prelude::*;

#[derive(Clone, Provided)]
pub struct Found<T>(T);

fn main() {}
