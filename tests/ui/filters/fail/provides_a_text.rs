use terrace::Response;
use terrace::filter::{NextWith, Request};
use terrace::prelude::*;

#[filter]
async fn audit(request: Request, next: impl NextWith<String>) -> Response {
    next.run(request, String::new()).await
}

fn main() {}
