use terrace::prelude::*;
use terrace::{Server, Stop};

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
    let _ = Server::new(Compute::new(())).task("count", |_: Stop| async { 3 });
}
