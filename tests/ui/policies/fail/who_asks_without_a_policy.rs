use terrace::Identity;
use terrace::prelude::*;

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self, who: Identity) -> String {
        who.user().to_owned()
    }

    #[create]
    #[policy(public)]
    async fn create(&self, _who: Identity) {}
}

fn main() {}
