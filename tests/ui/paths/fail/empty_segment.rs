use terrace::prelude::*;

#[controller(path = "/compute//servers")]
pub struct Servers;

fn main() {}
