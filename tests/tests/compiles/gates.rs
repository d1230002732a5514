use std::collections::BTreeMap;
use std::sync::Arc;

use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

/// A tag.
#[model(versions = Nova, since = V2_2, until = V2_5)]
pub struct Tag {
    #[check(length = 1..=60, until = V2_3)]
    #[check(length = 1..=80, since = V2_3)]
    pub text: String,
}

#[model]
pub struct Page<T> {
    pub items: Vec<T>,
    pub nested: Option<Box<Page<T>>>,
}

/// Two types that refer to each other, one by way of a generic one.
#[model(versions = Nova)]
pub struct Server {
    pub name: String,
    #[since(V2_2)]
    #[until(V2_5)]
    pub tags: BTreeMap<String, Option<Arc<Page<Tag>>>>,
    #[required_since(V2_3)]
    pub host: Option<String>,
    #[required_since(V2_3)]
    pub cores: u8,
    #[until(V2_4)]
    pub flavor: u32,
    #[serde(rename = "flavor")]
    #[since(V2_4, default = Flavor { ram: 1 })]
    #[deprecated_since(V2_5)]
    pub flavor_embedded: Flavor,
    pub twins: Page<Server>,
    pub state: State,
}

#[model(versions = Nova)]
pub struct Flavor {
    pub ram: u32,
}

#[model(versions = Nova)]
#[serde(tag = "kind")]
pub enum State {
    Active,
    #[until(V2_3)]
    Shelved,
    #[since(V2_3)]
    #[serde(rename = "Shelved")]
    ShelvedOn {
        host: String,
        #[since(V2_4)]
        since: Option<Box<State>>,
    },
}

#[controller(path = "/servers", versions = Nova)]
pub struct Servers;

#[routes]
impl Servers {
    #[index]
    async fn index(&self) -> Json<Vec<Server>> {
        Json(Vec::new())
    }

    #[create(since = V2_2, until = V2_4)]
    async fn create(&self, tag: Json<Page<Tag>>) -> NoContent {
        let _ = tag;
        NoContent
    }
}

api! {
    pub struct Compute(Nova) at "/v2.1";
    negotiate: header("X-Version");
    unknown_fields: drop;
    controllers: [Servers];
}
