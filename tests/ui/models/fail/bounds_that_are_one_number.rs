use terrace::prelude::*;

#[model]
pub struct Server {
    #[check(length = 36)]
    pub id: String,
}

fn main() {}
