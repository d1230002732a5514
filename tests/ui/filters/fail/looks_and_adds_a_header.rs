use terrace::filter::Head;
use terrace::prelude::*;

#[filter(headers = ["x-served-by"])]
fn served_by(request: Head<'_>) {
    let _ = request;
}

fn main() {}
