use terrace::prelude::*;

#[derive(Failure)]
pub enum CreateError {
    /// The name is taken.
    Taken,
}

fn main() {}
