use terrace::prelude::*;

#[controller(path = "/servers", key = server_id)]
pub struct Servers;

fn main() {}
