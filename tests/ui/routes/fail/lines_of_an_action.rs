use terrace::Lines;
use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[action("change")]
    async fn change(&self, changes: Lines<u8>) {
        let _ = changes;
    }
}

fn main() {}
