use terrace::prelude::*;

#[derive(Failure)]
pub enum CreateError {}

fn main() {}
