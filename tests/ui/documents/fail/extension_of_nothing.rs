use terrace::prelude::*;

#[model]
#[extension]
pub struct Server {
    pub status: String,
}

fn main() {}
