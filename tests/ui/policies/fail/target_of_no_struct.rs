use terrace::prelude::*;

#[derive(PolicyTarget)]
pub enum Server {
    Active,
}

fn main() {}
