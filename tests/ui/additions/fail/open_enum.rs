use terrace::prelude::*;

#[model(open)]
pub enum State {
    Active,
}

fn main() {}
