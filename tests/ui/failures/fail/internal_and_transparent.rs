use terrace::prelude::*;

#[derive(Failure)]
pub enum CreateError {
    #[failure(internal, transparent)]
    Other(terrace::Internal),
}

fn main() {}
