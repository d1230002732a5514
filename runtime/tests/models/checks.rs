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

#[model]
struct Image {
    #[check(length = ..=8, pattern = "^[a-z][a-z0-9-]*$")]
    name: String,
    #[check(pattern = "raw|iso")]
    format: Option<Box<str>>,
    #[check(multiple_of = 512)]
    block: Option<i64>,
    #[check(each(length = 1..=3, pattern = "^[a-z]+$"))]
    tags: Option<Vec<String>>,
    #[check(keys(pattern = "^[a-z_]+$"), each(range = ..=9))]
    limits: Option<BTreeMap<String, u8>>,
    #[check(each(items = ..=1, each(multiple_of = 2)))]
    pairs: Option<Vec<Vec<u8>>>,
    #[check(with = no_blank)]
    label: Option<String>,
    #[check(with = no_double::<Box<str>>, length = ..=4)]
    path: Option<Box<str>>,
    #[check(each(with = even))]
    ports: Option<Vec<u16>>,
}

fn no_blank(label: &Option<String>) -> Result<(), String> {
    match label.as_deref().and_then(|label| label.find(' ')) {
        Some(at) => Err(format!("a blank at {at}")),
        None => Ok(()),
    }
}

fn no_double<T: AsRef<str>>(path: &Option<T>) -> Result<(), &'static str> {
    let is_double = path.as_ref().is_some_and(|path| path.as_ref().contains("//"));
    if is_double { Err("an empty step") } else { Ok(()) }
}

fn even(port: &u16) -> Result<(), &'static str> {
    if port.is_multiple_of(2) { Ok(()) } else { Err("odd") }
}

#[test]
fn values_are_looked_at_more_closely() {
    same::<Image>(
        r#"{"name":"a-1","format":"a raw one","block":-1024,"tags":["a"],"limits":{"a_b":9},"pairs":[[2],[]],"label":"x","path":"/a","ports":[2]}"#,
    );
    let check = |field: &str, expected: &str| {
        refused::<Image>(&format!(r#"{{"name":"a",{field}}}"#), &format!("constraints {expected}"));
    };
    refused::<Image>(r#"{"name":"A"}"#, "constraints /name: expected text that fits the pattern `^[a-z][a-z0-9-]*$`");
    refused::<Image>(
        "{\"name\":\"a\\n\"}",
        "constraints /name: expected text that fits the pattern `^[a-z][a-z0-9-]*$`",
    );
    check(r#""format":"vhd""#, "/format: expected text that fits the pattern `raw|iso`");
    check(r#""block":-513"#, "/block: expected a multiple of 512, found -513");
    check(
        r#""tags":["a","","A"]"#,
        "/tags/1: expected 1 to 3 characters, found 0; \
         /tags/1: expected text that fits the pattern `^[a-z]+$`; \
         /tags/2: expected text that fits the pattern `^[a-z]+$`",
    );
    check(
        r#""limits":{"a/b":10}"#,
        "/limits/a~1b: expected text that fits the pattern `^[a-z_]+$`; \
         /limits/a~1b: expected a number of at most 9, found 10",
    );
    check(
        r#""pairs":[[],[2,3]]"#,
        "/pairs/1: expected at most 1 item, found 2; /pairs/1/1: expected a multiple of 2, found 3",
    );
    check(r#""label":"a b""#, "/label: a blank at 1");
    check(r#""path":"a//bc""#, "/path: an empty step; /path: expected at most 4 characters, found 5");
    check(r#""ports":[2,3]"#, "/ports/1: odd");
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
