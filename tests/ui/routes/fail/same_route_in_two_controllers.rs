use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[get(member, "/metadata")]
    async fn metadata(&self) {}
}

#[controller(parent = Servers, path = "/metadata")]
pub struct Metadata;

#[routes]
impl Metadata {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/v2.1";
    controllers: [Servers, Metadata];
}

fn main() {}
