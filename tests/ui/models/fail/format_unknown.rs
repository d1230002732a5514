use terrace::prelude::*;

#[model]
pub struct Contact {
    #[check(format = "phone-number")]
    pub phone: String,
}

fn main() {}
