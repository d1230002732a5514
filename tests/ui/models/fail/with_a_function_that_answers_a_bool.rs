use terrace::prelude::*;

fn is_short(name: &str) -> bool {
    name.len() < 9
}

#[model]
pub struct Server {
    #[check(with = is_short)]
    pub name: String,
}

fn main() {}
