use terrace::prelude::*;

#[derive(Answer)]
pub struct Listed(Json<Vec<String>>, #[header] u32);

fn main() {}
