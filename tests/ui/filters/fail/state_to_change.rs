use terrace::Response;
use terrace::filter::{Next, Request};
use terrace::prelude::*;

#[filter]
async fn counted(count: &mut u64, request: Request, next: impl Next) -> Response {
    *count += 1;
    next.run(request).await
}

fn main() {}
