use terrace::prelude::*;

#[controller(path = "/servers", key = server_id: Uuid)]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) {
        let shared = std::rc::Rc::new(());
        std::future::ready(()).await;
        drop(shared);
    }
}

fn main() {}
