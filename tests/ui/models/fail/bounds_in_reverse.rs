use terrace::prelude::*;

#[model]
pub struct Server {
    #[check(range = 10..=-1)]
    pub cores: i8,
}

fn main() {}
