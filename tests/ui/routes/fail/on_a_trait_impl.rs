use terrace::prelude::*;

pub struct Servers;

#[routes]
impl Default for Servers {
    fn default() -> Self {
        Servers
    }
}

fn main() {}
