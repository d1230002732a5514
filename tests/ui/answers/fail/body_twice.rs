use terrace::prelude::*;

#[derive(Answer)]
pub struct Listed {
    items: Json<Vec<String>>,
    total: Json<u32>,
}

fn main() {}
