use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {

}

#[controller(parent = Servers, path = "/copies", key = server_id: Uuid)]
pub struct Copies;

fn main() {}
