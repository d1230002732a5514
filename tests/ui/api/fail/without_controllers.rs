use terrace::prelude::*;

api! {
    pub struct Compute at "/";
    controllers: [];
}

fn main() {}
