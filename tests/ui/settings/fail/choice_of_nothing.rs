use terrace::prelude::*;

#[derive(Settings)]
pub enum Door {}

fn main() {}
