use terrace::prelude::*;

#[controller(path = "/servers", key = id: u32)]
pub struct Servers;

#[routes]
impl Servers {
    #[load]
    #[policy("servers:show")]
    async fn load(&self, id: u32) -> Option<u32> {
        Some(id)
    }
}

fn main() {}
