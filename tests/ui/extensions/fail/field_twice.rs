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

#[extension(alias = "racks", updated = "2014-12-03", additions = [Rack])]
pub struct Racks;

#[extension(alias = "rooms", updated = "2014-12-03", additions = [Room])]
pub struct Rooms;

api! {
    pub struct Compute at "/";
    controllers: [Servers];
    extensions: [Racks, Rooms];
}

fn main() {}
