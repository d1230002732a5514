use terrace::prelude::*;

#[model]
pub struct Server {
    #[serde(default = "1 + 1")]
    pub cores: u8,
}

fn main() {}
