use terrace::prelude::*;

pub struct Door;

#[derive(Settings)]
pub struct Shop {
    door: Door,
}

fn main() {}
