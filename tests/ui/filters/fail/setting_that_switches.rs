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
    pub struct Compute at "/";
    pipelines: extensions { "keystone" => Keystone };
    controllers: [Servers];
}

fn main() {}
