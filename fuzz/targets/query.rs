//! A query, and the same text as a form: both are read alike.
#![no_main]

use http::{Request, Uri};
use libfuzzer_sys::fuzz_target;
use terrace::{Body, Bytes};
use terrace_fuzz::{Answer, site};

fuzz_target!(|bytes: &[u8]| {
    let form = Request::post("/me/all/form").header("content-type", "application/x-www-form-urlencoded");
    let form = site(form.body(Body::from(Bytes::copy_from_slice(bytes))).expect("a right request"));
    let target = [b"/me/all?", bytes].concat();
    // A fragment is no part of a target: what follows `#` would be lost. No body at all has no media type.
    let Some(uri) = Uri::try_from(target).ok().filter(|_| !bytes.contains(&b'#')) else { return };
    let query = site(Request::get(uri).body(Body::empty()).expect("a right request"));
    assert_eq!(query.status, form.status, "{query:?} {form:?}");
    assert_eq!(told(&query), told(&form));
});

/// What was read, or what is wrong with it.
fn told(answer: &Answer) -> Vec<serde_json::Value> {
    let told = answer.json();
    match answer.status.as_u16() {
        200 => vec![told["alls"].clone()],
        400 => told["errors"].as_array().into_iter().flatten().map(|error| error["detail"].clone()).collect(),
        status => panic!("{status}"),
    }
}
