use terrace::prelude::*;

versions! {
    pub Nova: "2.1" ..= "2.9"
}

#[controller(path = "/servers", versions = Nova)]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

versions! {
    pub Glance: "1", "2"
}

api! {
    pub struct Images(Glance) at "/{version}";
    negotiate: path("version");
    controllers: [Servers];
}

fn main() {}
