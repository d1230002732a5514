use terrace::prelude::*;

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index(deprecated(on = "2025-02-29"))]
    async fn index(&self) {}
}

fn main() {}
