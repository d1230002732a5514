use terrace::prelude::*;

versions! { pub Nova: "2.1", "2.2" }
versions! { pub Glance: "2.1", "2.2" }

#[model(open)]
pub struct Server {
    pub name: String,
    pub extra: Extra<Server>,
}

#[model(versions = Glance, extends = Server, prefix = "ACME")]
pub struct Rack {
    pub row: u8,
}

#[controller(path = "/servers", versions = Nova)]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) -> Json<Vec<Server>> {
        Json(Vec::new())
    }
}

api! {
    pub struct Compute(Nova) at "/";
    negotiate: header("Version");
    additions: [Rack];
    controllers: [Servers];
}

fn main() {}
