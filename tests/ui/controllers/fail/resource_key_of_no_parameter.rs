use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Vec<String>)]
pub struct Servers;

fn main() {}
