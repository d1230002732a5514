//! A JSON body: what is no JSON is refused, and what is read is written so that it is read as the same again.
#![no_main]

use http::Request;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use terrace::{Body, Bytes};
use terrace_fuzz::{Answer, site};

fuzz_target!(|bytes: &[u8]| {
    let answer = send(Bytes::copy_from_slice(bytes));
    let is_json = serde_json::from_slice::<Value>(bytes).is_ok();
    match answer.status.as_u16() {
        201 => {
            assert!(is_json, "{answer:?}");
            let again = send(answer.body.clone());
            assert_eq!(again.status, 201, "{again:?} of {answer:?}");
            assert!(same(&answer.json(), &again.json()), "{again:?} of {answer:?}");
        }
        400 => {
            let problem = answer.json();
            // An error with a pointer is one of a place that the body has, or should have.
            for error in problem["errors"].as_array().into_iter().flatten() {
                let pointer = error["pointer"].as_str().expect("a body's errors have pointers");
                assert!(pointer.is_empty() || pointer.starts_with('/'), "{pointer}");
            }
        }
        415 => assert!(bytes.is_empty()),
        status => panic!("{status}"),
    }
});

fn send(body: Bytes) -> Answer {
    let request = Request::post("/me/all").header("content-type", "application/json");
    site(request.body(Body::from(body)).expect("a right request"))
}

/// Whether two values are the same; `serde_json` may read the last digit of a fraction otherwise than it wrote it.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            let (Some(a), Some(b)) = (one.as_f64(), other.as_f64()) else { return false };
            one == other || (one.is_f64() && other.is_f64() && (a - b).abs() <= a.abs() * 1e-6)
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| other.get(key).is_some_and(|other| same(value, other)))
        }
        _ => one == other,
    }
}
