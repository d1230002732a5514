use terrace::prelude::*;

const YEAR: &str = "^[0-9]{4}$";

#[model]
pub struct Server {
    #[check(pattern = YEAR)]
    pub year: String,
}

fn main() {}
