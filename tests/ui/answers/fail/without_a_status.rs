use terrace::prelude::*;

#[derive(Answer)]
pub enum Put {
    Made(Json<String>),
    #[answer(status = 204)]
    Same,
}

fn main() {}
