use terrace::Response;
use terrace::filter::{Next, NextWith, Request};
use terrace::prelude::*;

#[derive(Clone, Provided)]
pub struct Identity;

#[filter]
async fn token(request: Request, next: impl NextWith<Identity>) -> Response {
    next.run(request, Identity).await
}

#[filter]
async fn audit(_who: Identity, request: Request, next: impl Next) -> Response {
    next.run(request).await
}

pipeline! {
    pub Keystone: [audit, token]
}

fn main() {}
