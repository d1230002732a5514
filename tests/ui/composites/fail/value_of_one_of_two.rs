use terrace::Response;
use terrace::filter::{Next, Request};
use terrace::prelude::*;

#[filter]
async fn audit(request: Request, next: impl Next) -> Response {
    next.run(request).await
}

pipeline! { pub Keystone: [audit] }

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct Legacy at "/v2";
    pipelines: auth_strategy { "keystone" => Keystone, "noauth2" => Keystone };
    controllers: [Servers];
}

api! {
    pub struct Compute at "/v2.1";
    pipelines: auth_strategy { "keystone" => Keystone };
    controllers: [Servers];
}

composite! {
    pub struct Osapi;
    apis: [Legacy, Compute];
}

fn main() {}
