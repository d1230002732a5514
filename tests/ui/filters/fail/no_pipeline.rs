use terrace::prelude::*;

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

pub struct Keystone;

api! {
    pub struct Compute at "/";
    pipeline: Keystone;
    controllers: [Servers];
}

fn main() {}
