use terrace::prelude::*;

pub struct Audit;

pipeline! {
    pub Keystone: [Audit = Audit]
}

fn main() {}
