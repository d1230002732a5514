use terrace::filter::Head;
use terrace::prelude::*;

#[filter]
fn audit(request: Head<'_>) -> Result<String, NotFound> {
    Ok(request.uri().path().to_owned())
}

fn main() {}
