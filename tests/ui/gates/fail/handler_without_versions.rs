use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

#[model(versions = Nova)]
pub struct Tag {
    pub text: String,
}

#[controller(path = "/tags")]
pub struct Tags;

#[routes]
impl Tags {
    #[index]
    async fn index(&self) -> Json<Vec<Tag>> {
        Json(Vec::new())
    }
}

fn main() {}
