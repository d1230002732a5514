use terrace::Response;
use terrace::filter::Request;
use terrace::prelude::*;

#[filter]
async fn audit(request: Request) -> Response {
    Response::new(request.into_body())
}

fn main() {}
