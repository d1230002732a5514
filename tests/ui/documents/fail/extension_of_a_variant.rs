use terrace::prelude::*;

#[model]
pub enum Status {
    #[extension("x-internal": true)]
    Active,
}

fn main() {}
