use terrace::prelude::*;

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    #[extension("x-policy": "everybody")]
    async fn index(&self) {}
}

fn main() {}
