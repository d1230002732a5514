use terrace::Identity;
use terrace::filters::NoAuth;
use terrace::prelude::*;

pipeline! { NoAuth2: [NoAuth = NoAuth::default()] }

#[controller(path = "/servers", key = id: u32)]
pub struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, id: u32, who: Identity) -> Option<String> {
        Some(format!("{id} of {}", who.user()))
    }

    #[index]
    async fn index(&self) {}

    #[show]
    #[policy(public)]
    async fn show(&self) {}
}

#[controller(parent = Servers, path = "/labels")]
pub struct Labels;

#[routes]
impl Labels {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/";
    pipeline: NoAuth2;
    controllers: [Servers, Labels];
}

fn main() {}
