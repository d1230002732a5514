use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[blocking]
    #[index]
    #[blocking]
    fn index(&self) {}
}

fn main() {}
