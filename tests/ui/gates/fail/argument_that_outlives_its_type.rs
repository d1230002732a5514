use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

#[model(versions = Nova, until = V2_4)]
pub struct Tag {
    pub text: String,
}

#[controller(path = "/tags", versions = Nova)]
pub struct Tags;

#[routes]
impl Tags {
    #[create(since = V2_2, until = V2_5)]
    async fn create(&self, tag: Json<Tag>) -> NoContent {
        let _ = tag;
        NoContent
    }
}

fn main() {}
