use terrace::prelude::*;

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[create]
    async fn create(&self, _image: Bytes) {}
}

api! {
    struct Compute at "/";
    body_bytes: 64 - 64;
    controllers: [Servers];
}

fn main() {}
