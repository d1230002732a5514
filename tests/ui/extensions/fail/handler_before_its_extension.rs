use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.9" }

#[controller(path = "/tags", versions = Nova)]
pub struct Tags;

#[routes]
impl Tags {
    #[index]
    async fn index(&self) {}
}

#[extension(alias = "os-tags", updated = "2014-12-03", versions = Nova, since = V2_3, controllers = [Tags])]
pub struct Tagged;

fn main() {}
