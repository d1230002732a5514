use terrace::prelude::*;

#[model]
pub struct Server {
    #[check(keys(length = 1..=60))]
    pub tags: Vec<String>,
}

fn main() {}
