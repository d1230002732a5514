use terrace::prelude::*;

#[model]
#[extension("x-oas-internal": true)]
pub struct Server {
    pub status: String,
}

fn main() {}
