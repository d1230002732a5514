use terrace::prelude::*;
use terrace::Server;

#[controller(path = "/hosts")]
pub struct Hosts;

#[routes]
impl Hosts {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/";
    controllers: [Hosts];
}

fn main() {
    let _ = Server::new(Compute::new(())).on_start(async { Err::<(), _>(404) });
}
