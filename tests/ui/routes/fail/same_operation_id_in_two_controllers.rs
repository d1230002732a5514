use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn tags_index(&self) {}
}

#[controller(path = "/tags")]
pub struct ServersTags;

#[routes]
impl ServersTags {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/";
    controllers: [Servers, ServersTags];
}

fn main() {}
