use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

#[model(versions = Nova, since = V2_2)]
pub struct Tag {
    pub text: String,
}

#[model(versions = Nova)]
pub struct Server {
    pub tag: Option<Tag>,
}

fn main() {}
