use terrace::prelude::*;

pipeline! {
    pub Keystone: []
}

fn main() {}
