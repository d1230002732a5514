use terrace::prelude::*;

#[model]
pub struct Server {
    #[check(length)]
    pub name: String,
}

fn main() {}
