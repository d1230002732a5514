use terrace::Response;
use terrace::filter::{Next, Request};
use terrace::prelude::*;

#[filter]
async fn counted(_name: &String, request: Request, next: impl Next) -> Response {
    next.run(request).await
}

pipeline! {
    pub Keystone: [counted]
}

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/";
    pipeline: Keystone;
    controllers: [Servers];
}

fn main() {
    Compute::new(1);
}
