use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}

    #[show]
    async fn show(&self) {}
}

#[controller(path = "/")]
pub struct Root;

#[routes]
impl Root {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct All at "/all";
    controllers: [Root];
}

api! {
    pub struct Compute;
    controllers: [Servers at "/v2.1"];
}

composite! {
    pub struct Osapi;
    apis: [All, Compute];
}

fn main() {}
