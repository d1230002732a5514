use terrace::prelude::*;

versions! {
    pub Nova: "2.1" ..= "2.9"
}

#[controller(path = "/servers", versions = Nova)]
pub struct Servers;

#[routes]
impl Servers {
    #[index(until = V2_4)]
    async fn index(&self) {}

    #[index(since = V2_5)]
    async fn index_with_tags(&self) {}
}

fn main() {}
