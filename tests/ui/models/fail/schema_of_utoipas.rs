use terrace::prelude::*;

#[model]
pub struct Town {
    #[schema(example = "Riga")]
    pub name: String,
}

fn main() {}
