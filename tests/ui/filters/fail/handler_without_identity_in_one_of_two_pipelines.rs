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
async fn audit(request: Request, next: impl Next) -> Response {
    next.run(request).await
}

pipeline! { pub Keystone: [token] }
pipeline! { pub NoAuth2: [audit] }

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self, _who: Identity) {}
}

api! {
    pub struct Compute at "/";
    pipelines: auth_strategy { "keystone" => Keystone, "noauth2" => NoAuth2 };
    controllers: [Servers];
}

fn main() {}
