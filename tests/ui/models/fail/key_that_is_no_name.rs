use std::collections::BTreeMap;

use terrace::prelude::*;

#[model]
pub struct Prices {
    pub by_price: BTreeMap<f64, u32>,
}

fn main() {}
