use std::collections::BTreeMap;
use std::sync::Arc;

use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.5" }

#[model(versions = Nova, since = V2_3)]
pub struct Tag {
    pub text: String,
}

#[model]
pub struct Page<T> {
    pub items: Vec<T>,
}

#[model(versions = Nova)]
pub enum Change {
    Removed,
    #[since(V2_2)]
    Tagged(BTreeMap<String, Option<Arc<Page<Tag>>>>),
}

fn main() {}
