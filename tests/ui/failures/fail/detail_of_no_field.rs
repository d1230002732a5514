use terrace::prelude::*;

#[derive(Failure)]
pub enum CreateError {
    #[failure(status = 409, detail = "a server named {nam} exists")]
    Taken { name: String },
}

fn main() {}
