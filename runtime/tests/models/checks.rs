use std::collections::BTreeMap;

use terrace::{json, model};

use super::{read_in, refused, same};

#[model]
struct Server {
    #[check(length = 1..=5)]
    name: String,
    #[check(length = ..=2)]
    alias: Option<String>,
    #[check(range = -1..=10)]
    cores: Option<i32>,
    #[check(range = 0.5..)]
    factor: Option<f32>,
    #[check(range = ..=3)]
    weight: Option<f64>,
    #[check(items = 1.., unique)]
    tags: Option<Vec<String>>,
    #[check(items = 2..=2)]
    labels: Option<BTreeMap<String, Label>>,
    nested: Option<Box<Server>>,
}

#[model]
struct Label(#[check(length = 1..=1)] String);

#[test]
fn constraints_are_all_reported() {
    same::<Label>(r#""ä""#);
    let check = refused::<Server>;
    check(r#"{"name":""}"#, "constraints /name: expected 1 to 5 characters, found 0");
    check(r#"{"name":"ääääää"}"#, "constraints /name: expected 1 to 5 characters, found 6");
    check(r#"{"name":"a","alias":"abc"}"#, "constraints /alias: expected at most 2 characters, found 3");
    check(r#"{"name":"a","cores":-2}"#, "constraints /cores: expected a number from -1 to 10, found -2");
    check(r#"{"name":"a","cores":11}"#, "constraints /cores: expected a number from -1 to 10, found 11");
    check(r#"{"name":"a","factor":0.25}"#, "constraints /factor: expected a number of at least 0.5, found 0.25");
    check(r#"{"name":"a","weight":3.5}"#, "constraints /weight: expected a number of at most 3, found 3.5");
    check(r#"{"name":"a","tags":[]}"#, "constraints /tags: expected at least 1 item, found 0");
    check(r#"{"name":"a","tags":["a","b","a"]}"#, "constraints /tags/2: the item is there twice");
    check(
        r#"{"name":"","labels":{"a/b":"xy"},"nested":{"name":"","cores":99}}"#,
        "constraints /name: expected 1 to 5 characters, found 0; \
         /labels: expected 2 items, found 1; \
         /labels/a~1b: expected 1 character, found 2; \
         /nested/name: expected 1 to 5 characters, found 0; \
         /nested/cores: expected a number from -1 to 10, found 99",
    );
    check(
        r#"{"name":"","cores":"x"}"#,
        "shape /cores: expected a whole number from -2147483648 to 2147483647, found the text \"x\"",
    );
}

#[test]
fn an_envelope_is_part_of_the_place() {
    assert_eq!(
        read_in::<Server>(r#"{"server":{"name":""}}"#, Some("server")),
        Err("constraints /server/name: expected 1 to 5 characters, found 0".to_owned()),
    );
}

#[test]
fn a_short_body_gets_no_endless_answer() {
    let body = format!("[{}\"\"]", "\"\",".repeat(10_000));
    let error = json::read::<Vec<Label>>(body.as_bytes(), None).err().expect("no label is empty");
    assert_eq!(error.problems.len(), 100);
    assert_eq!(error.problems[99].pointer, "/99");
}
