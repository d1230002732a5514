use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.9" }

#[controller(path = "/tags")]
pub struct Tags;

#[routes]
impl Tags {
    #[index]
    async fn index(&self) {}
}

#[extension(alias = "os-tags", updated = "2014-12-03", versions = Nova, controllers = [Tags])]
pub struct Tagged;

api! {
    pub struct Compute at "/";
    extensions: [Tagged];
}

fn main() {}
