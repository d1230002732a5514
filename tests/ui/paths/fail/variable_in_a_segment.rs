use terrace::prelude::*;

#[controller(path = "/v{version}/servers")]
pub struct Servers;

fn main() {}
