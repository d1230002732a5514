use terrace::prelude::*;

versions! {
    pub Nova: "2.1" ..= "2.9";
    deprecated: "2.3" ..= "2.1";
}

fn main() {}
