use terrace::Response;
use terrace::filter::{Next, Request};
use terrace::prelude::*;

#[filter]
async fn wrap(request: Request, next: impl Next) -> Response {
    next.run(request).await
}

pipeline! { Wrapped: [wrap] }

#[controller(path = "/servers")]
struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

api! {
    struct Compute at "/v2";
    controllers: [Servers];
}

composite! {
    struct Osapi;
    apis: [Compute behnd Wrapped];
}

fn main() {}
