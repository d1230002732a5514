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
async fn no_auth(request: Request, next: impl NextWith<Identity>) -> Response {
    next.run(request, Identity).await
}

pipeline! {
    pub Keystone: [token, no_auth]
}

fn main() {}
