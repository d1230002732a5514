use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    #[blocking(threads = 4)]
    fn index(&self) {}
}

fn main() {}
