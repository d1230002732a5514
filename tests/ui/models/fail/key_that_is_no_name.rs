use std::collections::BTreeMap;

use terrace::prelude::*;

#[model]
pub struct Flags {
    pub by_state: BTreeMap<bool, u32>,
}

fn main() {}
