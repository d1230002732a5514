use terrace::prelude::*;


#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/";
    policies: [String];
    controllers: [Servers];
}

fn main() {}
