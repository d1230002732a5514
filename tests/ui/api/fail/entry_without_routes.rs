use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

#[controller(path = "/flavors")]
pub struct Flavors;

api! {
    pub struct Compute at "/";
    controllers: [Servers, Flavors];
}

fn main() {}
