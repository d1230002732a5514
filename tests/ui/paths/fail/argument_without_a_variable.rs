use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[get("/zones/{zone}")]
    async fn zone(&self, zone: Path<String>, rack: Path<String>) {
        let _ = (zone, rack);
    }
}

fn main() {}
