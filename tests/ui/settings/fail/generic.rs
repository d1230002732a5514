use terrace::prelude::*;

#[derive(Settings)]
pub struct Shop<T> {
    page: T,
}

fn main() {}
