use terrace::filter::Request;
use terrace::prelude::*;

#[filter]
fn audit(request: Request) {
    let _ = request;
}

fn main() {}
