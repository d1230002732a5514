use terrace::prelude::*;

#[model]
pub struct Server {
    #[example("a")]
    #[example("b")]
    pub status: String,
}

fn main() {}
