use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: u32)]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/";
    servers: ["https://api.example.com/"];
    controllers: [Servers];
}

fn main() {}
