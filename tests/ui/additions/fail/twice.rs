use terrace::prelude::*;

#[model(open)]
pub struct Server {
    pub name: String,
    pub extra: Extra<Server>,
}

#[model(extends = Server, prefix = "ACME")]
pub struct Rack {
    pub row: u8,
}

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) -> Json<Vec<Server>> {
        Json(Vec::new())
    }
}

api! {
    pub struct Compute at "/";
    additions: [Rack, Rack];
    controllers: [Servers];
}

fn main() {}
