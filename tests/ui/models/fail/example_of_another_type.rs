use terrace::prelude::*;

#[model]
pub struct Server {
    #[example(Server::FIRST)]
    pub status: String,
}

impl Server {
    const FIRST: u8 = 1;
}

fn main() {}
