use terrace::prelude::*;

#[model]
#[extension("internal": true)]
pub struct Server {
    pub status: String,
}

fn main() {}
