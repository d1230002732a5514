use terrace::prelude::*;

#[model]
pub struct Rack {
    pub row: u8,
}

#[extension(alias = "racks", updated = "2014-12-03", fields = [Rack])]
pub struct Racks;

fn main() {}
