use terrace::prelude::*;

#[model]
#[external_docs("the manual")]
pub struct Server {
    pub status: String,
}

fn main() {}
