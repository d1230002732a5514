use terrace::prelude::*;

versions! {
    pub Nova: "zed-a", "zed.a"
}

fn main() {}
