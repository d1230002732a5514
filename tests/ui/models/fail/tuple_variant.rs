use terrace::prelude::*;

#[model]
pub enum Change {
    Moved(u8, u8),
}

fn main() {}
