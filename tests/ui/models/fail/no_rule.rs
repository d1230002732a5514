use terrace::prelude::*;

#[model]
pub struct Server {
    #[check()]
    pub name: String,
}

fn main() {}
