use terrace::prelude::*;

pub struct Audited;

#[controller(path = "/servers", pipeline = Audited)]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/";
    controllers: [Servers];
}

fn main() {}
