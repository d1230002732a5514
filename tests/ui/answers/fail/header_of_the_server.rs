use terrace::prelude::*;

#[derive(Answer)]
pub struct Listed {
    items: Json<Vec<String>>,
    #[header]
    content_length: u32,
}

fn main() {}
