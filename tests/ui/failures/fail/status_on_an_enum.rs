use terrace::prelude::*;

#[derive(Failure)]
#[failure(status = 404)]
pub enum CreateError {
    #[failure(status = 409)]
    Taken,
}

fn main() {}
