use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.4" }

/// A virtual machine.
#[model(versions = Nova, name = "Machine", crate = terrace)]
#[serde(rename_all = "camelCase", default)]
#[example({ "name": "a", "cores": -1, "on": [true, null, 1.5] })]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Server {
    /// Its name.
    #[check(length = 1..=255)]
    #[example("web-1")]
    pub name: String,
    #[check(range = -1..=128)]
    cores: i32,
    #[check(range = ..=0.5)]
    pub(crate) weight: Option<f64>,
    #[check(range = 0..)]
    share: f32,
    #[check(items = ..=5, unique)]
    tags: Option<Vec<Tag>>,
    #[check(unique)]
    weights: Vec<f64>,
    #[check(items = 1..)]
    labels: BTreeMap<String, Option<u64>>,
    #[serde(rename = "OS-EXT:parent", skip_serializing_if = "Option::is_none")]
    parent: Option<Box<Server>>,
    children: Vec<Server>,
    r#type: Cow<'static, str>,
}

#[model]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tag(#[check(length = 1..=60)] String);

#[model]
pub struct Nothing;

#[model]
pub struct Empty {}

#[model]
pub struct Page<T, U = u8>
where
    T: Clone,
{
    items: Vec<T>,
    also: Option<Box<Page<T, U>>>,
    map: HashMap<String, U>,
    text: BTreeSet<String>,
}

#[model(versions = Nova)]
pub struct Servers {
    page: Page<Server>,
    shared: Arc<Server>,
    addresses: (),
    all: HashSet<IpAddr>,
    four: Ipv4Addr,
    six: Ipv6Addr,
    letter: char,
    list: Box<[Box<str>]>,
    id: Uuid,
}

#[model]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
pub enum Status {
    Active,
    #[serde(rename = "BUILD")]
    Building,
}

#[model]
pub enum External {
    Nothing,
    Held(Tag),
    #[serde(rename_all = "UPPERCASE")]
    Fields {
        a: u8,
        #[serde(default = "one")]
        b: u8,
        c: Option<Box<External>>,
    },
    #[cfg(any())]
    Gone(NoSuchType),
}

fn one() -> u8 {
    1
}

#[model]
#[serde(tag = "type")]
pub enum Internal {
    Nothing,
    Held(Empty),
    Fields { a: u8 },
    Deeper(Box<Inner>),
}

#[model]
#[serde(tag = "kind")]
pub enum Inner {
    Nothing,
}

#[model]
#[serde(tag = "type", content = "value")]
pub enum Adjacent<T> {
    Nothing,
    Held(T),
    Fields { a: T },
}

#[model]
#[serde(untagged)]
pub enum Untagged {
    Text(String),
    Fields { a: u8 },
}

macro_rules! models {
    ($($name:ident: $ty:ty, $bound:literal, $least:expr;)*) => {$(
        #[model]
        pub struct $name {
            #[check(length = ..=$bound)]
            text: String,
            #[check(range = $least..)]
            number: u8,
            value: $ty,
        }
    )*};
}

models! {
    First: u8, 5, 1;
    Second: Option<First>, 6, 2;
}

fn parameter<P: terrace::Parameter>() {}

#[test]
fn it_starts() {
    parameter::<Status>();
    parameter::<Tag>();
}
