use terrace::prelude::*;

versions! {
    pub Nova: "2.1" ..= "2.9"
}

#[controller(path = "/servers", versions = Nova)]
pub struct Servers;

#[model]
pub struct Filter {
    pub version: Option<String>,
}

#[routes]
impl Servers {
    #[index]
    async fn index(&self, _filter: Query<Filter>) {}
}

api! {
    pub struct Compute(Nova) at "/";
    negotiate: query("version");
    controllers: [Servers];
}

fn main() {}
