use terrace::prelude::*;

#[controller(path = "/servers?all")]
pub struct Servers;

fn main() {}
