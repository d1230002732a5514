use terrace::prelude::*;

#[routes]
pub struct Servers;

fn main() {}
