use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[blocking]
    pub fn helper(&self) {}
}

fn main() {}
