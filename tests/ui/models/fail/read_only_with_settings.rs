use terrace::prelude::*;

#[model]
pub struct Server {
    #[read_only(default = 1)]
    pub id: u32,
}

fn main() {}
