use terrace::prelude::*;

use std::collections::BTreeMap;

#[model]
pub struct Server {
    #[check(unique)]
    pub labels: BTreeMap<String, String>,
}

fn main() {}
