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

#[model(extends = Server, prefix = "ACME")]
pub struct Room {
    pub row: String,
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
    additions: [Rack, Room];
    controllers: [Servers];
}

fn main() {}
