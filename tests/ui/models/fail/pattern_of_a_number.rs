use terrace::prelude::*;

#[model]
pub struct Server {
    #[check(pattern = "^[0-9]+$")]
    pub cores: u8,
}

fn main() {}
