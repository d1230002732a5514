use terrace::prelude::*;

#[derive(Settings)]
pub struct Shop {
    page__size: u16,
}

fn main() {}
