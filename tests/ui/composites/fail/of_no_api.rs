use terrace::prelude::*;

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

composite! {
    pub struct Osapi;
    apis: [Servers];
}

fn main() {}
