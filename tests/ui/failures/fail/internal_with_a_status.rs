use terrace::prelude::*;

#[derive(Failure)]
pub enum CreateError {
    #[failure(internal, status = 503)]
    Other(terrace::Internal),
}

fn main() {}
