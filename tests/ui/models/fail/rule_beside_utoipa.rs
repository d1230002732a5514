use terrace::prelude::*;

#[model]
pub struct Town {
    #[schema(utoipa)]
    #[check(items = 1..)]
    pub names: Vec<String>,
}

fn main() {}
