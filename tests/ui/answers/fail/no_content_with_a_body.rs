use terrace::prelude::*;

#[derive(Answer)]
pub enum Put {
    #[answer(status = 204)]
    Same(Json<String>),
}

fn main() {}
