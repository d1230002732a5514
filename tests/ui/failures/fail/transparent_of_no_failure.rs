use terrace::prelude::*;

#[derive(Failure)]
pub enum CreateError {
    #[failure(transparent)]
    Other(String),
}

fn main() {}
