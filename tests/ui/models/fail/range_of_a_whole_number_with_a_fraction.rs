use terrace::prelude::*;

#[model]
pub struct Server {
    #[check(range = 0.5..=1.5)]
    pub cores: u8,
}

fn main() {}
