use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index<T>(&self, filter: Query<T>) {
        let _ = filter;
    }
}

fn main() {}
