use terrace::prelude::*;

#[controller(path = "/servers/{server-id}")]
pub struct Servers;

fn main() {}
