use terrace::prelude::*;

pub struct Name;

#[derive(Failure)]
pub enum CreateError {
    #[failure(status = 409, detail = "a server named {0} exists")]
    Taken(Name),
}

fn main() {}
