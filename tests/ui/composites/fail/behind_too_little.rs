use terrace::Response;
use terrace::filter::{Next, Request};
use terrace::prelude::*;

#[filter]
async fn wrap(request: Request, next: impl Next) -> Response {
    next.run(request).await
}

pipeline! { Wrapped: [wrap] }

/// Who asks.
#[derive(Clone, Provided)]
struct User;

#[controller(path = "/servers")]
struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self, who: User) {
        drop(who);
    }
}

api! {
    struct Compute at "/v2";
    pipeline: composite;
    controllers: [Servers];
}

composite! {
    struct Osapi;
    apis: [Compute behind Wrapped];
}

fn main() {}
