use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) -> std::time::Duration {
        std::time::Duration::ZERO
    }
}

fn main() {}
