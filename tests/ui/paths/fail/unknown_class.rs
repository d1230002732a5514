use terrace::prelude::*;

#[controller(path = "/servers/{id: int}")]
pub struct Servers;

fn main() {}
