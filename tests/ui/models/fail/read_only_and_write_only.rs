use terrace::prelude::*;

#[model]
pub struct Server {
    #[read_only]
    #[write_only]
    pub id: Uuid,
}

fn main() {}
