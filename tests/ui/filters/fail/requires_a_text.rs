use terrace::Response;
use terrace::filter::{Next, Request};
use terrace::prelude::*;

#[filter]
async fn audit(_who: String, request: Request, next: impl Next) -> Response {
    next.run(request).await
}

fn main() {}
