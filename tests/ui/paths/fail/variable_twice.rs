use terrace::prelude::*;

#[controller(path = "/{zone}/servers/{zone}")]
pub struct Servers;

fn main() {}
