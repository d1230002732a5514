use terrace::Response;
use terrace::filter::{Next, Request};
use terrace::prelude::*;

#[filter]
fn audit(request: Request, next: impl Next) -> Response {
    Response::new(Body::empty())
}

fn main() {}
