use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

#[controller(parent = Servers, path = "/metadata")]
pub struct Metadata;

#[routes]
impl Metadata {}

api! {
    pub struct Compute at "/";
    controllers: [Metadata];
}

fn main() {}
