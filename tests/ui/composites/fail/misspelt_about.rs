use terrace::prelude::*;

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/v2";
    controllers: [Servers];
}

composite! {
    pub struct Osapi;
    apis: [Compute { state: Deprecated }];
}

fn main() {}
