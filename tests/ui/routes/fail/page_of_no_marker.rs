use terrace::prelude::*;

#[controller(path = "/servers", many = "servers")]
struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self, page: Paging<Vec<u8>>) -> Page<String> {
        let _ = page;
        Page::last(Vec::new())
    }
}

fn main() {}
