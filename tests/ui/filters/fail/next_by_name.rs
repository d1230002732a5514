use terrace::Response;
use terrace::filter::Request;
use terrace::prelude::*;

#[filter]
async fn audit(request: Request, next: Box<dyn Fn(Request) -> Response + Send>) -> Response {
    next(request)
}

fn main() {}
