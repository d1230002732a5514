use terrace::prelude::*;

versions! {
    pub Nova: "2.1", "2.1"
}

fn main() {}
