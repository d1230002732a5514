use terrace::prelude::*;

#[controller(path = "/servers", verions = Nova)]
pub struct Servers;

fn main() {}
