use terrace::prelude::*;

const MOST: usize = 255;

#[model]
pub struct Server {
    #[check(length = 1..=MOST)]
    pub name: String,
}

fn main() {}
