use terrace::prelude::*;

#[derive(Settings)]
pub struct Shop {
    #[setting(defualt = 20)]
    page: u16,
}

fn main() {}
