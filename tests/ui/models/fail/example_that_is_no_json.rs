use terrace::prelude::*;

#[model]
pub struct Server {
    #[example(active)]
    pub status: String,
}

fn main() {}
