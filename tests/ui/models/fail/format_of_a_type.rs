use terrace::prelude::*;

#[model]
pub struct Server {
    #[check(format = "uuid")]
    pub image: String,
}

fn main() {}
