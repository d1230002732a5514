use terrace::Response;
use terrace::filter::{Next, Request};
use terrace::prelude::*;

#[filter(headers = ["x served by"])]
async fn served_by(request: Request, next: impl Next) -> Response {
    next.run(request).await
}

fn main() {}
