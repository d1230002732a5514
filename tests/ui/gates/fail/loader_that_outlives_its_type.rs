use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

#[model(versions = Nova, since = V2_2)]
pub struct Filter {
    pub owner: Option<String>,
}

#[controller(path = "/tags", key = name: String, versions = Nova)]
pub struct Tags;

#[routes]
impl Tags {
    #[load]
    async fn load(&self, name: String, filter: Query<Filter>) -> Result<String, NotFound> {
        let _ = filter;
        Ok(name)
    }

    #[show]
    async fn show(&self, tag: Loaded<Tags>) -> String {
        tag.clone()
    }
}

fn main() {}
