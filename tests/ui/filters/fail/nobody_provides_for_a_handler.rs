use terrace::Response;
use terrace::filter::{Next, Request};
use terrace::prelude::*;

#[derive(Clone, Provided)]
pub struct Identity;

#[filter]
async fn count(request: Request, next: impl Next) -> Response {
    next.run(request).await
}

#[filter]
async fn audit(_who: Identity, request: Request, next: impl Next) -> Response {
    next.run(request).await
}

pipeline! { pub Keystone: [count] }
pipeline! { pub Audited: [audit] }

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index(pipeline = Audited)]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/";
    pipeline: Keystone;
    controllers: [Servers];
}

fn main() {}
