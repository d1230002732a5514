use terrace::prelude::*;

#[derive(Settings)]
pub struct Shop(u16);

fn main() {}
