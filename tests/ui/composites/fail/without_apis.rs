use terrace::prelude::*;

composite! {
    pub struct Osapi;
    apis: [];
}

fn main() {}
