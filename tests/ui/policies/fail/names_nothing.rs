use terrace::prelude::*;

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    #[policy]
    async fn index(&self) {}
}

fn main() {}
