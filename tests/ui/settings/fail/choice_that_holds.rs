use terrace::prelude::*;

#[derive(Settings)]
pub enum Door {
    Open,
    Closed(u16),
}

fn main() {}
