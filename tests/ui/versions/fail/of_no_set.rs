use terrace::prelude::*;

#[controller(path = "/servers", versions = String)]
pub struct Servers;

fn main() {}
