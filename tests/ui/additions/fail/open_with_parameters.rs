use terrace::prelude::*;

#[model(open)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub extra: Extra<Page<T>>,
}

fn main() {}
