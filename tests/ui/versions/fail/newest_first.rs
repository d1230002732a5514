use terrace::prelude::*;

versions! {
    pub Nova: "2.10", "2.9"
}

fn main() {}
