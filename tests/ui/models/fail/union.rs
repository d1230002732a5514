use terrace::prelude::*;

#[model]
pub union Server {
    id: u8,
    number: i8,
}

fn main() {}
