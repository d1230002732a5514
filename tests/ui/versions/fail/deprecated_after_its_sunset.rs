use terrace::prelude::*;

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index(deprecated(on = "2025-06-30", sunset = "2025-01-31"))]
    async fn index(&self) {}
}

fn main() {}
