use terrace::prelude::*;

versions! {
    pub Nova: "2.1" ..= "3.4"
}

fn main() {}
