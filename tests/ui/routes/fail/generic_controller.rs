use terrace::prelude::*;

#[routes]
impl<T> Servers<T> {
    #[index]
    async fn index(&self) {}
}

pub struct Servers<T>(T);

fn main() {}
