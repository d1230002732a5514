use terrace::Response;
use terrace::filter::{Next, Request};
use terrace::prelude::*;

#[derive(Clone, Provided)]
pub struct Identity;

#[filter]
async fn audit(_who: Identity, request: Request, next: impl Next) -> Response {
    next.run(request).await
}

pipeline! {
    pub Keystone: [audit]
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

fn main() {}
