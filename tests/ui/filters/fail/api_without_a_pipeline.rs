use terrace::prelude::*;

#[derive(Clone, Provided)]
pub struct Identity;

#[controller(path = "/servers", key = id: u8)]
pub struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, id: u8, _who: Identity) -> Result<u8, NotFound> {
        Ok(id)
    }

    #[show]
    async fn show(&self) {}
}

api! {
    pub struct Compute at "/";
    controllers: [Servers];
}

fn main() {}
