use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[show("/diagnostics")]
    async fn diagnostics(&self) {}
}

fn main() {}
