use terrace::prelude::*;

#[controller(path = "/virtual%20machines")]
pub struct Servers;

fn main() {}
