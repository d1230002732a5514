use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[create(body_bytes = "64 MiB")]
    async fn create(&self, _image: Bytes) {}
}

fn main() {}
