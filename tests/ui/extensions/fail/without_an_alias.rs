use terrace::prelude::*;

#[controller(path = "/tags")]
pub struct Tags;

#[routes]
impl Tags {
    #[index]
    async fn index(&self) {}
}

#[extension(updated = "2014-12-03", controllers = [Tags])]
pub struct Tagged;

fn main() {}
