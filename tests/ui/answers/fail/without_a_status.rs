use terrace::prelude::*;

#[derive(Answer)]
pub enum Put {
    Made(Json<String>),
    #[answer(status = 202)]
    Queued(Json<String>),
}

fn main() {}
