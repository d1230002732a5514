use std::collections::BTreeMap;

use terrace::prelude::*;

versions! { pub Nova: "2.1" ..= "2.104" }

#[derive(PartialEq, Eq, PartialOrd, Ord)]
#[model(versions = Nova, since = V2_3)]
pub enum Policy {
    Affinity,
    AntiAffinity,
}

#[model(versions = Nova)]
pub struct Group {
    pub rules: BTreeMap<Policy, u32>,
}

fn main() {}
