use terrace::prelude::*;

#[model]
pub struct Page<const N: usize> {
    pub items: Vec<u8>,
}

fn main() {}
