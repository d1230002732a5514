use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: u32)]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {}
}

pub struct Rules;

#[extension(alias = "os-shelve", updated = "2014-12-03", of = [Servers], policies = [Rules])]
pub struct Shelve;

#[routes(of = Servers)]
impl Shelve {
    #[get("/shelved")]
    async fn shelved(&self) {}
}

fn main() {}
