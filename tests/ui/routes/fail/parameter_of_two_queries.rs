use terrace::prelude::*;

#[model]
struct Filter {
    name: Option<String>,
    limit: Option<u32>,
}

#[model]
struct Page {
    limit: Option<u32>,
}

#[controller(path = "/servers")]
struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self, filter: Query<Filter>, page: Query<Page>) {
        let _ = (filter, page);
    }
}

fn main() {}
