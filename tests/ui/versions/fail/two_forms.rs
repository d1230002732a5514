use terrace::prelude::*;

versions! {
    pub Nova: "2.1", "2025-01-01"
}

fn main() {}
