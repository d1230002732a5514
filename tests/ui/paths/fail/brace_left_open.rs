use terrace::prelude::*;

#[controller(path = "/servers/{id")]
pub struct Servers;

fn main() {}
