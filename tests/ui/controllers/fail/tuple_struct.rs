use terrace::prelude::*;

#[controller(path = "/servers")]
pub struct Servers(String);

fn main() {}
