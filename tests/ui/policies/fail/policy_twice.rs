use terrace::prelude::*;

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    #[policy("servers:list")]
    #[policy("servers:show")]
    async fn index(&self) {}
}

fn main() {}
