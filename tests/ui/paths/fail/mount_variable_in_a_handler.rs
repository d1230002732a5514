use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[get("/zones/{zone}")]
    async fn zone(&self, zone: Path<String>) {
        let _ = zone;
    }
}

api! {
    pub struct Compute at "/{zone}";
    controllers: [Servers];
}

fn main() {}
