use terrace::prelude::*;

#[model]
pub struct Reboot {
    kind: String,
}

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[action("reboot")]
    async fn reboot(&self, how: Form<Reboot>) {
        let _ = how.into_inner().kind;
    }
}

fn main() {}
