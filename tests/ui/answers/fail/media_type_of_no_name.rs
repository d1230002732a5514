use terrace::media::MediaType;
use terrace::prelude::*;

pub struct Picture;

impl MediaType for Picture {
    const NAME: &'static str = "picture";
}

#[controller(path = "/pictures")]
pub struct Pictures;

#[routes]
impl Pictures {
    #[index]
    async fn index(&self) -> Typed<Picture, &'static str> {
        Typed::new("")
    }
}

fn main() {}
