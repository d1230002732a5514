use terrace::prelude::*;

#[controller(path = "/servers", body_bytes = 0)]
pub struct Servers;

#[routes]
impl Servers {
    #[create]
    async fn create(&self, _image: Bytes) {}
}

fn main() {}
