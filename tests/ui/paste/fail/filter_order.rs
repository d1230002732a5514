use terrace::Response;
use terrace::filter::{Next, NextWith, Request};
use terrace::prelude::*;

#[controller(path = "/things")]
struct Things;

#[routes]
impl Things {
    #[index]
    async fn index(&self) {}
}

api! { struct Site at "/shop"; controllers: [Things]; }

/// Who asks.
#[derive(Clone, Provided)]
struct User;

#[filter]
async fn known(user: User, request: Request, next: impl Next) -> Response {
    drop(user);
    next.run(request).await
}

#[filter]
async fn token(request: Request, next: impl NextWith<User>) -> Response {
    next.run(request, User).await
}

paste! {
    struct Shop from "./filter_order.ini";
    composites: { "shop:map" => urlmap };
    filters: { "shop:known" => known, "shop:token" => token };
    apps: { "shop:site" => Site };
}

fn main() {}
