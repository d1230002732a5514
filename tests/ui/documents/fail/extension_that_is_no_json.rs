use terrace::prelude::*;

#[model]
#[extension("x-internal": yes)]
pub struct Server {
    pub status: String,
}

fn main() {}
