use terrace::prelude::*;

#[derive(Clone, FromRef)]
pub struct State<D> {
    db: D,
}

fn main() {}
