use terrace::prelude::*;

#[derive(Answer)]
pub struct Listed {
    items: Json<Vec<String>>,
    #[header("x total")]
    total: u32,
}

fn main() {}
