use terrace::prelude::*;

#[controller(path = "/servers")]
pub enum Servers {
    One,
}

fn main() {}
