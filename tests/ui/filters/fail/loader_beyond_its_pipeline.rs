use terrace::Response;
use terrace::filter::{Next, NextWith, Request};
use terrace::prelude::*;

#[derive(Clone, Provided)]
pub struct Identity;

#[filter]
async fn count(request: Request, next: impl Next) -> Response {
    next.run(request).await
}

#[filter]
async fn token(request: Request, next: impl NextWith<Identity>) -> Response {
    next.run(request, Identity).await
}

pipeline! { pub Keystone: [count] }
pipeline! { pub Named: [token] }

#[controller(path = "/servers", key = id: u8, pipeline = Named)]
pub struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, id: u8, _who: Identity) -> Result<u8, NotFound> {
        Ok(id)
    }

    #[show]
    async fn show(&self) {}
}

#[controller(parent = Servers, path = "/tags")]
pub struct Tags;

#[routes]
impl Tags {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/";
    pipeline: Keystone;
    controllers: [Servers, Tags];
}

fn main() {}
