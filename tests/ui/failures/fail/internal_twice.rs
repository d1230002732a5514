use terrace::prelude::*;

#[derive(Failure)]
pub enum CreateError {
    #[failure(internal)]
    Database(terrace::Internal),
    #[failure(internal)]
    Other(terrace::Internal),
}

fn main() {}
