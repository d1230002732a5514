use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[get(member, "/copies/{server_id}")]
    async fn copy(&self, server_id: Path<Uuid>) {
        let _ = server_id;
    }
}

fn main() {}
