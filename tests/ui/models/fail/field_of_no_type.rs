use terrace::prelude::*;

#[model]
pub struct Server {
    pub id: Uid,
}

fn main() {}
