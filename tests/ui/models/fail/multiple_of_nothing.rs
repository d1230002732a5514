use terrace::prelude::*;

#[model]
pub struct Server {
    #[check(multiple_of = 0)]
    pub ram: u32,
}

fn main() {}
