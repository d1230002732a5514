use terrace::prelude::*;

versions! { pub Nova: "2.1", "2.2", "2.3" }

#[model(versions = Nova, since = V2_2)]
pub struct Done {
    id: u32,
}

#[controller(path = "/jobs")]
pub struct Jobs;

#[routes]
impl Jobs {
    #[index]
    async fn index(&self) {}
}

api! {
    pub struct Compute at "/";
    webhooks: [done: Done];
    controllers: [Jobs];
}

fn main() {}
