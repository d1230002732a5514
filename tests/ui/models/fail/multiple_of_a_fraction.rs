use terrace::prelude::*;

#[model]
pub struct Server {
    #[check(multiple_of = 2)]
    pub weight: f64,
}

fn main() {}
