use terrace::prelude::*;

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[policy("servers:show")]
    async fn helper(&self) {}

    #[index]
    async fn index(&self) {
        self.helper().await;
    }
}

fn main() {}
