use terrace::filter::{Next, Request};
use terrace::prelude::*;

#[filter]
async fn audit(request: Request, next: impl Next) -> String {
    next.run(request).await.status().to_string()
}

fn main() {}
