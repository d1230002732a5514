use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[get("/zones/{zone}")]
    async fn show_zone(&self, zone: Path<String>) {
        let _ = zone;
    }

    #[put("/zones/{name}")]
    async fn update_zone(&self, name: Path<String>) {
        let _ = name;
    }
}

fn main() {}
