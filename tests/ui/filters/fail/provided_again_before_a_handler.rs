use terrace::Response;
use terrace::filter::{NextWith, Request};
use terrace::prelude::*;

#[derive(Clone, Provided)]
pub struct Identity;

#[filter]
async fn token(request: Request, next: impl NextWith<Identity>) -> Response {
    next.run(request, Identity).await
}

#[filter]
async fn again(request: Request, next: impl NextWith<Identity>) -> Response {
    next.run(request, Identity).await
}

pipeline! { pub Keystone: [token] }
pipeline! { pub Again: [again] }

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index(pipeline = Again)]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/";
    pipeline: Keystone;
    controllers: [Servers];
}

fn main() {}
