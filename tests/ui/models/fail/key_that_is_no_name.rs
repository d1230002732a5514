use std::collections::BTreeMap;

use terrace::prelude::*;

#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Currency(u8);

#[model]
pub struct Prices {
    pub by_currency: BTreeMap<Currency, u32>,
}

fn main() {}
