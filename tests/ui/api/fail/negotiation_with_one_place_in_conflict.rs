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

api! {
    pub struct Compute(Nova) at "/";
    negotiate: header("Compute-Version"), conflict = refuse;
    controllers: [Servers];
}

fn main() {}
