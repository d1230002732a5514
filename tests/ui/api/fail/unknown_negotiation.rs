use terrace::prelude::*;

versions! {
    pub Nova: "2.1" ..= "2.9"
}

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct Compute(Nova) at "/";
    negotiate: hedaer("Compute-Version");
    controllers: [Servers];
}

fn main() {}
