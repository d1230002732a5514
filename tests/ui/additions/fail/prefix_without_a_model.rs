use terrace::prelude::*;

#[model(prefix = "ACME")]
pub struct Rack {
    pub row: u8,
}

fn main() {}
