use terrace::prelude::*;

#[derive(Answer)]
pub struct Listed {
    items: std::time::Duration,
}

fn main() {}
