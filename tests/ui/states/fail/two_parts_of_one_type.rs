use terrace::prelude::*;

#[derive(Clone, FromRef)]
pub struct State {
    title: String,
    owner: String,
}

fn main() {}
