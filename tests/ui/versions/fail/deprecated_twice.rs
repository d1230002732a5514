use terrace::prelude::*;

versions! {
    pub Nova: "2.1" ..= "2.9";
    deprecated: "2.1" ..= "2.3";
    deprecated: "2.3";
}

fn main() {}
