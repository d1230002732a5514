use terrace::prelude::*;

#[model]
pub struct Server {
    #[check(each(length = 1..=60))]
    pub name: String,
}

fn main() {}
