use terrace::prelude::*;

#[model]
pub struct Server<'a> {
    pub name: &'a str,
}

fn main() {}
