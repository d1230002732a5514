//! The lines of a head: typed headers and cookies are read, or refused by their name.
#![no_main]

use http::{HeaderMap, Request};
use libfuzzer_sys::fuzz_target;
use terrace::Body;
use terrace_fuzz::{headers, site, with_headers};

const NAMES: [&str; 6] = ["x-count", "x-name", "x-order", "x-id", "visits", "theme"];

fuzz_target!(|bytes: &[u8]| {
    let lines = || bytes.split(|byte| *byte == b'\n');
    let request = Request::get("/me/inputs/headers").body(Body::empty()).expect("a right request");
    let answer = site(with_headers(request, lines()));
    let sent: HeaderMap =
        headers(lines()).collect::<Vec<_>>().into_iter().fold(HeaderMap::new(), |mut map, (name, value)| {
            map.append(name, value);
            map
        });
    match answer.status.as_u16() {
        200 => {
            let told = answer.json();
            let count: Vec<_> = sent.get_all("x-count").iter().collect();
            assert_eq!(count.len(), 1);
            let count: u8 = count[0].to_str().expect("digits are ASCII").parse().expect("it was read");
            assert_eq!(told["x-count"], count);
            let name = sent.get("x-name").map(|value| std::str::from_utf8(value.as_bytes()).expect("it was read"));
            assert_eq!(told["x-name"].as_str(), name);
            assert_eq!(told["x-order"], sent.contains_key("x-order"));
            assert_eq!(told["x-id"].is_string(), sent.contains_key("x-id"));
        }
        400 => {
            let told = answer.json();
            let parameter = told["errors"][0]["parameter"].as_str().expect("a name");
            assert!(NAMES.contains(&parameter), "{parameter}");
        }
        status => panic!("{status}"),
    }
});
