use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/v2.1/";
    controllers: [Servers];
}

fn main() {}
