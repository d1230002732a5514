use terrace::prelude::*;

#[model]
pub struct Server {
    #[check(pattern = r"^\d{4}$")]
    pub year: String,
}

fn main() {}
