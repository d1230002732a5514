use terrace::prelude::*;

#[derive(Settings)]
pub enum Door {
    Open,
}

#[derive(Settings)]
pub struct Shop {
    #[setting(default = "open")]
    door: Door,
}

fn main() {}
