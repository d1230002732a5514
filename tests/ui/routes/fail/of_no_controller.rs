use terrace::prelude::*;

pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

fn main() {}
