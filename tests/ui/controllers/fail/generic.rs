use terrace::prelude::*;

#[controller(path = "/servers")]
pub struct Servers<D> {
    db: D,
}

fn main() {}
