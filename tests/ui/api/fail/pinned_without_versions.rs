use terrace::prelude::*;

versions! { pub Nova: "2.1", "2.2" }

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct Legacy at "/v2";
    pinned: V2_1;
    controllers: [Servers];
}

fn main() {}
