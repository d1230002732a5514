use terrace::Server;
use terrace::prelude::*;

#[controller(path = "/servers")]
struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

api! {
    struct Compute at "/v2";
    pipeline: composite;
    controllers: [Servers];
}

fn main() {
    Server::new(Compute::new(()));
}
