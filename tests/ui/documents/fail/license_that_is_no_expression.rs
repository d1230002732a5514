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
    license: "Apache 2.0", identifier = "Apache 2.0";
    controllers: [Servers];
}

fn main() {}
