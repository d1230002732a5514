use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: u32)]
pub struct Servers;

#[routes]
impl Servers {
    #[load]
    #[extension("x-internal": true)]
    async fn load(&self, server_id: u32) -> Option<u32> {
        Some(server_id)
    }
}

fn main() {}
