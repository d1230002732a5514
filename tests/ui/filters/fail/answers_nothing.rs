use terrace::filter::{Next, Request};
use terrace::prelude::*;

#[filter]
async fn audit(request: Request, next: impl Next) {
    next.run(request).await;
}

fn main() {}
