use terrace::prelude::*;

#[model]
struct Filter {
    name: Option<String>,
    limit: Option<u32>,
}

#[controller(path = "/servers", many = "servers")]
struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self, filter: Query<Filter>, page: Paging) -> Page<String> {
        let _ = filter;
        page.of(Vec::new(), String::clone)
    }
}

fn main() {}
