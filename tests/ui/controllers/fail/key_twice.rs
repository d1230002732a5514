use terrace::prelude::*;

#[controller(path = "/servers", path = "/machines")]
pub struct Servers;

fn main() {}
