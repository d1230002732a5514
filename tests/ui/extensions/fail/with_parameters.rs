use terrace::prelude::*;

#[controller(path = "/tags")]
pub struct Tags;

#[routes]
impl Tags {
    #[index]
    async fn index(&self) {}
}

#[extension(alias = "os-tags", updated = "2014-12-03", controllers = [Tags])]
pub struct Tagged<T> {
    of: T,
}

fn main() {}
