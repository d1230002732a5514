use terrace::prelude::*;

#[derive(Failure)]
pub enum CreateError {
    #[failure(internal)]
    Other,
}

fn main() {}
