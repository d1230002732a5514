use terrace::prelude::*;

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

#[controller(path = "/")]
pub struct Discovery;

#[routes]
impl Discovery {
    #[get("/v2/servers")]
    async fn servers(&self) {}
}

api! {
    pub struct Compute at "/v2";
    controllers: [Servers];
}

api! {
    pub struct All at "/";
    controllers: [Discovery at "/"];
}

composite! {
    pub struct Osapi;
    apis: [All, Compute];
}

fn main() {}
