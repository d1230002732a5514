use terrace::prelude::*;

#[derive(Settings)]
pub enum Door {
    Open,
    #[setting(name = "open")]
    Wide,
}

fn main() {}
