use terrace::prelude::*;

#[model]
struct Filter {
    name: Option<String>,
    #[serde(flatten)]
    size: Size,
}

#[model]
struct Size {
    ram: Option<u32>,
}

#[controller(path = "/servers")]
struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self, filter: Query<Filter>) {
        drop(filter);
    }
}

fn main() {}
