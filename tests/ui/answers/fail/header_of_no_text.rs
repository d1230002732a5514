use terrace::prelude::*;

#[derive(Answer)]
pub struct Listed {
    items: Json<Vec<String>>,
    #[header("x-parts")]
    parts: Vec<Vec<u8>>,
}

fn main() {}
