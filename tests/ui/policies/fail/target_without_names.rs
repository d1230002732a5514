use terrace::prelude::*;

#[derive(PolicyTarget)]
pub struct Server(String);

fn main() {}
