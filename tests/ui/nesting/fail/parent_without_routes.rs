use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[controller(parent = Servers, path = "/metadata", key = key: String)]
pub struct Metadata;

fn main() {}
