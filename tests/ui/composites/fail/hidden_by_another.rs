use terrace::prelude::*;

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

#[controller(path = "/v2", key = name: String)]
pub struct Names;

#[routes]
impl Names {
    #[show]
    async fn show(&self) {}
}

api! {
    pub struct Compute at "/v2";
    controllers: [Servers];
}

api! {
    pub struct All at "/";
    controllers: [Names];
}

composite! {
    pub struct Osapi;
    apis: [All, Compute];
}

fn main() {}
