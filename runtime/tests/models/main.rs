//! Models: what is read, what is written, what is refused.

mod checks;
mod enums;
mod flattened;
mod objects;
mod schemas;
mod twins;

use terrace::Model;
use terrace::json::{self, Kind};

/// What reading gives: the value written again, or the problems, each as `pointer: detail`.
fn read<T: Model>(body: &str) -> Result<String, String> {
    read_in::<T>(body, None)
}

fn read_in<T: Model>(body: &str, envelope: Option<&str>) -> Result<String, String> {
    let value: T = json::read(body.as_bytes(), envelope).map_err(|error| {
        let kind = match error.kind {
            Kind::Syntax => "syntax",
            Kind::Shape => "shape",
            Kind::Constraints => "constraints",
        };
        let problems: Vec<_> = error.problems.iter().map(|each| format!("{}: {}", each.pointer, each.detail)).collect();
        format!("{kind} {}", problems.join("; "))
    })?;
    Ok(write(&value))
}

fn write<T: Model>(value: &T) -> String {
    let bytes = json::write(value, None).expect("the value has a form in JSON");
    String::from_utf8(bytes.to_vec()).expect("JSON is UTF-8")
}

/// A body that is accepted, and written as it was read.
#[track_caller]
fn same<T: Model>(body: &str) {
    assert_eq!(read::<T>(body).as_deref(), Ok(body));
}

/// A body that is accepted, and written otherwise.
#[track_caller]
fn becomes<T: Model>(body: &str, expected: &str) {
    assert_eq!(read::<T>(body).as_deref(), Ok(expected), "{body}");
}

#[track_caller]
fn refused<T: Model>(body: &str, expected: &str) {
    assert_eq!(read::<T>(body), Err(expected.to_owned()), "{body}");
}
