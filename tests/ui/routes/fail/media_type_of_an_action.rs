use terrace::media::Png;
use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[action("show")]
    async fn show(&self, picture: Typed<Png, Bytes>) {
        let _ = picture;
    }
}

fn main() {}
