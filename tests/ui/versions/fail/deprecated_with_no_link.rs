use terrace::prelude::*;

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index(deprecated(on = "2025-06-30", link = "the news"))]
    async fn index(&self) {}
}

fn main() {}
