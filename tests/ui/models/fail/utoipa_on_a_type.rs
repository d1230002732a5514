use terrace::prelude::*;

#[model]
#[schema(utoipa)]
pub struct Town {
    pub name: String,
}

fn main() {}
