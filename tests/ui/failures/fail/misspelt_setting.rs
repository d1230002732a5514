use terrace::prelude::*;

#[derive(Failure)]
pub enum CreateError {
    #[failure(status = 409, details = "taken")]
    Taken,
}

fn main() {}
