use terrace::prelude::*;

#[model]
pub enum Status {
    Active,
    #[read_only]
    Error,
}

fn main() {}
