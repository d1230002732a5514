use terrace::prelude::*;

versions! {
    pub Nova: "2.1" ..= "2.9"
}

#[controller(path = "/servers", versions = Nova)]
pub struct Servers;

#[routes]
impl Servers {
    #[index(until = V2_4, gap = "it was thought over", removed = "nobody asked for it")]
    async fn index(&self) {}
}

fn main() {}
