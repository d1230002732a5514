use terrace::prelude::*;

use std::collections::BTreeMap;

#[model]
pub struct Server {
    pub labels: BTreeMap<u8, String>,
}

fn main() {}
