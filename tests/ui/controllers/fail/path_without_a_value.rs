use terrace::prelude::*;

#[controller(path, one = "server")]
pub struct Servers;

fn main() {}
