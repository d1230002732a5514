use terrace::prelude::*;

#[controller(path = "/servers", many = "servers")]
struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self, page: Paging<Uuid, 50, 20>) -> Page<String> {
        page.of(Vec::new(), |_| Uuid::nil())
    }
}

fn main() {}
