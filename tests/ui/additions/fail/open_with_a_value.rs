use terrace::prelude::*;

#[model(open = extra)]
pub struct Server {
    pub extra: Extra<Server>,
}

fn main() {}
