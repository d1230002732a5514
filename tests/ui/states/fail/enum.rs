use terrace::prelude::*;

#[derive(Clone, FromRef)]
pub enum State {
    Ready,
}

fn main() {}
