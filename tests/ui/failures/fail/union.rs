use terrace::prelude::*;

#[derive(Failure)]
pub union CreateError {
    a: u8,
    b: u8,
}

fn main() {}
