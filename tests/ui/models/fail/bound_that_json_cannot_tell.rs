use terrace::prelude::*;

#[model]
pub struct Server {
    #[check(range = 0..=9223372036854775807)]
    pub ram: i64,
}

fn main() {}
