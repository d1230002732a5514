use terrace::prelude::*;

#[controller(path = "/tags")]
pub struct Tags;

#[routes]
impl Tags {
    #[index]
    async fn index(&self) -> NoContent {
        NoContent
    }
}

api! {
    pub struct Compute at "/";
    unknown_fields: dorp;
    controllers: [Tags];
}

fn main() {}
