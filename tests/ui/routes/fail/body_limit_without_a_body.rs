use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[show(body_bytes = 64 << 20)]
    async fn show(&self) {}
}

fn main() {}
