use terrace::prelude::*;

#[model(open)]
pub struct Filter {
    pub name: String,
    pub extra: Extra<Filter>,
}

#[controller(path = "/servers")]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self, filter: Query<Filter>) {
        let _ = filter;
    }
}

fn main() {}
