use terrace::prelude::*;

#[model]
pub struct Server {
    #[check(length = 1..=255)]
    pub id: Option<u8>,
}

fn main() {}
