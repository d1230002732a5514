use terrace::prelude::*;

#[model]
pub struct Server {
    #[serde(flatten)]
    pub link: Link,
}

#[model]
pub struct Link {
    pub href: String,
}

fn main() {}
