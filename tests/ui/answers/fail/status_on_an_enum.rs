use terrace::prelude::*;

#[derive(Answer)]
#[answer(status = 201)]
pub enum Put {
    #[answer(status = 201)]
    Made(Json<String>),
}

fn main() {}
