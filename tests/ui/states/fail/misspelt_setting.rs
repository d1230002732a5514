use terrace::prelude::*;

#[derive(Clone, FromRef)]
pub struct State {
    title: String,
    #[from_ref(skp)]
    owner: String,
}

fn main() {}
