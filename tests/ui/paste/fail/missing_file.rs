use terrace::Response;
use terrace::filter::{Next, Request};
use terrace::prelude::*;

#[filter]
async fn wrap(request: Request, next: impl Next) -> Response {
    next.run(request).await
}

#[controller(path = "/things")]
struct Things;

#[routes]
impl Things {
    #[index]
    async fn index(&self) {}
}

api! { struct Site at "/shop"; controllers: [Things]; }

paste! {
    struct Shop from "./missing_file.ini";
    composites: { "shop:map" => urlmap };
    filters: { "shop:wrap" => wrap };
    apps: { "shop:site" => Site };
}

fn main() {}
