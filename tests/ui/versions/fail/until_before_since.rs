use terrace::prelude::*;

versions! {
    pub Nova: "2.1" ..= "2.9"
}

#[controller(path = "/servers", versions = Nova)]
pub struct Servers;

#[routes]
impl Servers {
    #[index(since = V2_4, until = V2_4)]
    async fn index(&self) {}
}

fn main() {}
