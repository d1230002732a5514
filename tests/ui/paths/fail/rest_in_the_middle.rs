use terrace::prelude::*;

#[controller(path = "/files/{path: rest}/content")]
pub struct Servers;

fn main() {}
