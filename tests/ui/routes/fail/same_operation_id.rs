use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[index(operation_id = "servers")]
    async fn index(&self) {}

    #[show(operation_id = "servers")]
    async fn show(&self) {}
}

fn main() {}
