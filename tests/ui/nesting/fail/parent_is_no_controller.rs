use terrace::prelude::*;

pub struct Servers;

#[controller(parent = Servers, path = "/metadata", key = key: String)]
pub struct Metadata;

fn main() {}
