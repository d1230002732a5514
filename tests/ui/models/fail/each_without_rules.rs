use terrace::prelude::*;

#[model]
pub struct Server {
    #[check(each)]
    pub tags: Vec<String>,
}

fn main() {}
