use terrace::prelude::*;

#[model]
#[extension("x-internal": true)]
#[extension("x-internal": false)]
pub struct Server {
    pub status: String,
}

fn main() {}
