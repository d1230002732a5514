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
    #[load]
    async fn load(&self, server_id: Uuid) -> Option<Server> {
        Some(Server { name: server_id.to_string() })
    }

    #[show(etag = required)]
    async fn show(&self, server: Loaded<Servers>) -> String {
        server.name.clone()
    }
}

fn main() {}
