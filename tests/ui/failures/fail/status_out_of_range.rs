use terrace::prelude::*;

#[derive(Failure)]
pub enum CreateError {
    #[failure(status = 200)]
    Taken,
}

fn main() {}
