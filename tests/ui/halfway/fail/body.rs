use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, server_id: Uuid) -> Option<String> {
        let found = ;
        Some(server_id.to_string())
    }

    #[show]
    async fn show(&self, server: Loaded<Servers>) -> Json<String> {
        Json(server.clone())
    }
}

#[controller(parent = Servers, path = "/metadata")]
pub struct Metadata;

#[routes]
impl Metadata {
    #[index]
    async fn index(&self, server: Loaded<Servers>) -> Json<String> {
        Json(server.clone())
    }
}

api! {
    pub struct Compute at "/";
    controllers: [Servers, Metadata];
}

fn main() {
    let _compute = Compute::new(());
}
