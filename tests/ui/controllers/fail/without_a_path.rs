use terrace::prelude::*;

#[controller]
pub struct Servers;

fn main() {}
