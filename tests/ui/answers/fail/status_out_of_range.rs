use terrace::prelude::*;

#[derive(Answer)]
#[answer(status = 2000)]
pub struct Put(Json<String>);

fn main() {}
