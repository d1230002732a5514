use terrace::prelude::*;

#[model]
pub struct Point(pub u8, pub u8);

fn main() {}
