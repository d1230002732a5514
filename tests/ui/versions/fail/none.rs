use terrace::prelude::*;

versions! {
    pub Nova:
}

fn main() {}
