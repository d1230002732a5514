use terrace::filter::Head;
use terrace::prelude::*;
use terrace::{Body, Response};

#[filter]
fn audit(_request: Head<'_>) -> Response {
    Response::new(Body::empty())
}

fn main() {}
