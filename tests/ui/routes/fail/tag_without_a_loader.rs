use terrace::prelude::*;

#[model]
struct Server {
    name: String,
}

impl Tagged for Server {
    fn etag(&self) -> ETag {
        ETag::strong(&self.name)
    }
}

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[show(etag)]
    async fn show(&self) -> Json<Server> {
        Json(Server { name: String::new() })
    }
}

fn main() {}
