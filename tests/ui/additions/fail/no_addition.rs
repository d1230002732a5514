use terrace::prelude::*;

#[model(open)]
pub struct Server {
    pub name: String,
    pub extra: Extra<Server>,
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
    additions: [Server];
    controllers: [Servers];
}

fn main() {}
