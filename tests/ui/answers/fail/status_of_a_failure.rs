use terrace::prelude::*;

#[derive(Answer)]
pub enum Put {
    #[answer(status = 404)]
    Missing,
}

fn main() {}
