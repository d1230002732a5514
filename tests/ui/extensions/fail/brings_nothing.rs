use terrace::prelude::*;

#[extension(alias = "os-tags", updated = "2014-12-03")]
pub struct Tagged;

fn main() {}
