use terrace::prelude::*;

#[model]
#[external_docs("https://example.com/a")]
#[external_docs("https://example.com/b")]
pub struct Server {
    pub status: String,
}

fn main() {}
