//! Lines that choose a version: those that begin with `~` by the older header, with `/` by the path, all others by the header.
#![no_main]

use http::{HeaderValue, Request, Uri};
use libfuzzer_sys::fuzz_target;
use terrace::Body;
use terrace_fuzz::{NOVA, cloud, dated};

const NEW: &str = "openstack-api-version";
const OLD: &str = "x-openstack-nova-api-version";

fuzz_target!(|bytes: &[u8]| {
    let mut request = Request::get("/v2.1/servers").body(Body::empty()).expect("a right request");
    let mut only = None;
    for line in bytes.split(|byte| *byte == b'\n') {
        if line.starts_with(b"/") {
            by_path(line);
            continue;
        }
        let (name, value) = match line.strip_prefix(b"~") {
            Some(value) => (OLD, value),
            None => (NEW, line),
        };
        let Ok(value) = HeaderValue::from_bytes(value.trim_ascii()) else { continue };
        only = if request.headers().is_empty() && name == NEW { Some(value.clone()) } else { None };
        request.headers_mut().append(name, value);
    }
    let answer = cloud(request);
    let (new, old) = (answer.header(NEW), answer.header(OLD));
    match answer.status.as_u16() {
        200 => {
            let version = answer.text();
            assert!(NOVA.find(version).is_some());
            assert_eq!((new, old), (Some(format!("compute {version}").as_str()), Some(version)));
        }
        406 => {
            let asked = old.expect("it is told what was asked");
            assert!(NOVA.find(asked).is_none() && asked != "latest");
            assert_eq!(new, Some(format!("compute {asked}").as_str()));
        }
        400 => assert_eq!((new, old), (None, None)),
        status => panic!("{status}"),
    }
    // One header of the plain form has no other meaning than its own.
    let plain = only.as_ref().and_then(|value| value.to_str().ok()?.strip_prefix("compute "));
    if let Some(version) = plain.and_then(|label| NOVA.find(label)) {
        assert_eq!((answer.status.as_u16(), answer.text()), (200, version.label()));
    }
});

fn by_path(line: &[u8]) {
    let Ok(uri) = Uri::try_from(line) else { return };
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = uri;
    let path = request.uri().path().to_owned();
    let answer = dated(request);
    match answer.status.as_u16() {
        200 => assert!(["2025-10-10", "2026-01-01", "2026-07-01"].contains(&answer.text()), "{path}"),
        404 => assert!(path != "/2026-01-01/rooms" && path != "/2026-01-01/halls"),
        status => panic!("{status}"),
    }
}
