use terrace::prelude::*;

#[model(nam = "Machine")]
pub struct Server {
    #[check(lenght = 1..)]
    pub name: String,
    #[serde(alias = "uuid")]
    pub id: Uuid,
}

fn main() {}
