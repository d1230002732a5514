use terrace::prelude::*;
use terrace::{Internal, NotFound};

/// Creating a server went wrong.
#[derive(Debug, Failure)]
#[failure(crate = terrace)]
pub enum CreateError {
    /// The name is taken.
    #[failure(status = 409, title = "Name taken", detail = "a server named {name:?} exists {{{count}}}")]
    Taken { name: String, count: u8, other: bool },
    #[failure(status = 403)]
    Quota,
    #[failure(status = 400, detail = "{1} of {0:>5}")]
    Pair(u8, char, String),
    #[failure(transparent)]
    Own(NoFlavor),
    #[failure(internal)]
    Other { error: Internal },
}

#[derive(Debug, Failure)]
#[failure(status = 404, detail = "no flavor {0}")]
pub struct NoFlavor(String);

#[derive(Failure)]
#[failure(status = 404)]
pub struct Nothing;

#[derive(Failure)]
pub enum LoadError {
    #[failure(transparent)]
    Own(NoFlavor),
    #[failure(transparent)]
    Missing { inner: NotFound },
}

#[derive(Failure)]
pub enum Wide<T: std::fmt::Display + 'static> {
    #[failure(status = 400, detail = "not {0}")]
    Wrong(T),
    #[failure(internal)]
    Other(Internal),
}

#[derive(Failure)]
#[failure(transparent)]
pub struct Same(NotFound);

fn number(text: &str) -> Result<u8, CreateError> {
    Ok(text.parse::<u8>()?)
}

fn load(found: Option<u8>) -> Result<u8, LoadError> {
    let found = found.ok_or(NotFound::new("nothing"))?;
    if found == 0 {
        Err(NoFlavor(String::new()))?;
    }
    Ok(found)
}

#[test]
fn it_starts() {
    let _ = (number("1").is_ok(), load(Some(1)).is_ok());
}
