use terrace::prelude::*;

#[controller(parent = Servers, path = "/servers")]
pub struct Servers;

fn main() {}
