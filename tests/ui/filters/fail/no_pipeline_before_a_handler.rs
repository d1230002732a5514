use terrace::prelude::*;

pub struct Audited;

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index(pipeline = Audited)]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/";
    controllers: [Servers];
}

fn main() {}
