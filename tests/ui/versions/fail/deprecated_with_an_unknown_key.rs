use terrace::prelude::*;

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index(deprecated(sunst = "2025-06-30"))]
    async fn index(&self) {}
}

fn main() {}
