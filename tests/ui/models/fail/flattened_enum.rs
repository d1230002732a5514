use terrace::prelude::*;

#[model]
pub struct Server {
    pub name: String,
    #[serde(flatten)]
    pub disk: Disk,
}

#[model]
#[serde(tag = "type")]
pub enum Disk {
    None,
    Blank { size: u8 },
}

fn main() {}
