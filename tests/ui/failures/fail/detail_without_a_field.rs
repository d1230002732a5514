use terrace::prelude::*;

#[derive(Failure)]
pub enum CreateError {
    #[failure(status = 409, detail = "a server named {} exists")]
    Taken(String),
}

fn main() {}
