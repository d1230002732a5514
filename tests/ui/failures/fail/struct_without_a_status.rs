use terrace::prelude::*;

#[derive(Failure)]
pub struct NoFlavor;

fn main() {}
