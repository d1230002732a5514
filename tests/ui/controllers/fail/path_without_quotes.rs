use terrace::prelude::*;

#[controller(path = servers)]
pub struct Servers;

fn main() {}
