use terrace::prelude::*;

#[derive(Failure)]
pub enum CreateError {
    #[failure(status = "409")]
    Taken,
}

fn main() {}
