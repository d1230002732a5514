use terrace::prelude::*;

#[controller(path = "/tags")]
pub struct Tags;

#[routes]
impl Tags {
    #[index]
    async fn index(&self) {}
}

#[extension(alias = "os-tags", updated = "2014-02-30", controllers = [Tags])]
pub struct Tagged;

fn main() {}
