use terrace::prelude::*;

versions! {
    pub Nova: "2.1 beta"
}

fn main() {}
