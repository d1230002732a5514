use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use serde_json::Value;
use terrace::{Model, Uuid, Writer, json, model};

use super::{becomes, read_in, refused, same};

#[model]
struct Server {
    id: u8,
    name: String,
    tags: Option<Vec<String>>,
    #[serde(rename = "OS-EXT:host")]
    host: Option<Box<Host>>,
}

#[model]
struct Host {
    cores: u16,
}

#[test]
fn bodies_are_read_field_by_field() {
    same::<Server>(r#"{"id":1,"name":"a","tags":["x"],"OS-EXT:host":{"cores":4}}"#);
    becomes::<Server>(r#" { "name": "a", "id": 1 } "#, r#"{"id":1,"name":"a","tags":null,"OS-EXT:host":null}"#);
    let check = refused::<Server>;
    check(
        r#"{"id":1,"nam":"a"}"#,
        "shape /nam: unknown field `nam`, the fields are `id`, `name`, `tags`, `OS-EXT:host`",
    );
    check(r#"{"id":1}"#, "shape : missing field `name`");
    check(r#"{"id":1,"id":2}"#, "shape /id: the field is there twice");
    check(r#"{"id":"1"}"#, r#"shape /id: expected a whole number from 0 to 255, found the text "1""#);
    check(r#"{"id":300}"#, "shape /id: expected a whole number from 0 to 255, found 300");
    check(r#"{"id":-1}"#, "shape /id: expected a whole number from 0 to 255, found -1");
    check(r#"{"id":1.5}"#, "shape /id: expected a whole number from 0 to 255, found 1.5");
    check(r#"{"name":null}"#, "shape /name: expected text, found `null`");
    check(r#"{"name":{}}"#, "shape /name: expected text, found an object");
    check(r#"{"tags":["a",1]}"#, "shape /tags/1: expected text, found 1");
    check(r#"{"tags":true}"#, "shape /tags: expected a list, found `true`");
    check(
        r#"{"OS-EXT:host":{"cores":[]}}"#,
        "shape /OS-EXT:host/cores: expected a whole number from 0 to 65535, found a list",
    );
    check(
        r#"{"OS-EXT:host":{"a/b~c":1}}"#,
        "shape /OS-EXT:host/a~1b~0c: unknown field `a/b~c`, the only field is `cores`",
    );
    check("[]", "shape : expected an object, found a list");
}

#[test]
fn broken_bodies_are_told_from_wrong_ones() {
    let check = refused::<Host>;
    check("", "syntax : the body is empty, where JSON was expected");
    check(" \n", "syntax : the body is empty, where JSON was expected");
    check("{", "syntax : the body is not JSON: EOF while parsing an object at line 1 column 1");
    check(r#"{"cores":1} x"#, "syntax : the body is not JSON: trailing characters at line 1 column 13");
    check(r#"{"cores":1}{"cores":1}"#, "syntax : the body is not JSON: trailing characters at line 1 column 12");
    check(r#"{"cores":1,}"#, "syntax : the body is not JSON: trailing comma at line 1 column 12");
    let error = json::read::<Host>(b"{\"\xff\":1}", None).err().expect("it is not UTF-8");
    assert_eq!(error.to_string(), "the body is not UTF-8: wrong byte at place 2");
    let deep = "[".repeat(1000);
    let error = json::read::<Value>(deep.as_bytes(), None).expect_err("it is too deep");
    assert!(error.to_string().ends_with("/0: nested deeper than 127 values"), "{error}");
}

#[test]
fn an_envelope_is_an_object_with_one_key() {
    let check = |body: &str, expected: Result<&str, &str>| {
        let found = read_in::<Host>(body, Some("host"));
        assert_eq!(found.as_deref().map_err(String::as_str), expected, "{body}");
    };
    check(r#"{"host":{"cores":1}}"#, Ok(r#"{"cores":1}"#));
    check("{}", Err("shape : missing field `host`"));
    check("[]", Err("shape : expected an object with the one field `host`, found a list"));
    check(r#"{"hots":{}}"#, Err("shape /hots: unknown field `hots`, the only field is `host`"));
    check(r#"{"host":{"cores":1},"x":1}"#, Err("shape /x: unknown field `x`, the only field is `host`"));
    check(r#"{"host":{"cores":1},"host":{"cores":1}}"#, Err("shape /host: the field is there twice"));
    check(r#"{"host":{}}"#, Err("shape /host: missing field `cores`"));
    check(
        r#"{"host":{"cores":"a"}}"#,
        Err(r#"shape /host/cores: expected a whole number from 0 to 65535, found the text "a""#),
    );
    let written = json::write(&Host { cores: 2 }, Some("host")).expect("it is JSON");
    assert_eq!(written, r#"{"host":{"cores":2}}"#);
}

#[model]
#[serde(rename_all = "camelCase")]
struct Volume {
    size_in_gb: u32,
    #[serde(default)]
    is_public: bool,
    #[serde(default = "three")]
    replica_count: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_name: Option<String>,
    r#type: Option<()>,
}

fn three() -> u8 {
    3
}

#[model]
#[serde(default)]
struct Limits {
    cores: u8,
    ram: u8,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { cores: 20, ram: 50 }
    }
}

#[test]
fn absent_fields_have_defaults() {
    becomes::<Volume>(r#"{"sizeInGb":1}"#, r#"{"sizeInGb":1,"isPublic":false,"replicaCount":3,"type":null}"#);
    same::<Volume>(r#"{"sizeInGb":1,"isPublic":true,"replicaCount":1,"displayName":"a","type":null}"#);
    refused::<Volume>(r#"{"sizeInGb":1,"isPublic":null}"#, "shape /isPublic: expected `true` or `false`, found `null`");
    becomes::<Limits>("{}", r#"{"cores":20,"ram":50}"#);
    becomes::<Limits>(r#"{"ram":1}"#, r#"{"cores":20,"ram":1}"#);
}

#[model]
struct Tree {
    value: i8,
    #[serde(default)]
    children: Vec<Tree>,
    next: Option<Box<Tree>>,
}

#[model]
struct Page<T> {
    items: Vec<T>,
    next: Option<String>,
}

#[model]
struct Name(#[check(length = 1..=3)] String);

#[model]
struct Wrapped<T>(T);

#[model]
struct Nothing;

#[model]
struct Empty {}

#[test]
fn models_are_made_of_models() {
    same::<Tree>(
        r#"{"value":1,"children":[{"value":2,"children":[],"next":null}],"next":{"value":3,"children":[],"next":null}}"#,
    );
    refused::<Tree>(
        r#"{"value":1,"next":{"value":3,"children":[{"value":1},{"value":1000}]}}"#,
        "shape /next/children/1/value: expected a whole number from -128 to 127, found 1000",
    );
    same::<Page<Page<u8>>>(r#"{"items":[{"items":[1],"next":null}],"next":"x"}"#);
    same::<Name>(r#""abc""#);
    same::<Wrapped<Option<Name>>>("null");
    same::<Nothing>("null");
    same::<Empty>("{}");
    refused::<Empty>(r#"{"a":1}"#, "shape /a: unknown field `a`, there are no fields");
}

#[test]
fn the_standard_library_is_made_of_models() {
    same::<bool>("true");
    same::<i64>("-9223372036854775808");
    same::<u64>("18446744073709551615");
    refused::<u64>(
        "18446744073709551616",
        "shape : expected a whole number from 0 to 18446744073709551615, found 1.8446744073709552e+19",
    );
    becomes::<u8>("2.0", "2");
    becomes::<u8>("2e1", "20");
    same::<f64>("1.5");
    becomes::<f64>("1", "1.0");
    refused::<f32>("1e300", "shape : the number is too large");
    refused::<f64>(r#""1""#, r#"shape : expected a number, found the text "1""#);
    same::<char>(r#""ä""#);
    refused::<char>(r#""ab""#, r#"shape : expected one character, found the text "ab""#);
    same::<Box<str>>(r#""a\"\\\n""#);
    same::<Cow<'static, str>>(r#""a""#);
    same::<()>("null");
    same::<Option<u8>>("null");
    same::<Box<[Arc<u8>]>>("[1,2]");
    same::<BTreeSet<String>>(r#"["a","b"]"#);
    same::<HashSet<u8>>("[1]");
    refused::<HashSet<u8>>("[1,2,1]", "shape /2: the item is there twice");
    same::<BTreeMap<String, Vec<u8>>>(r#"{"a":[1],"b":[]}"#);
    same::<HashMap<String, u8>>(r#"{"a":1}"#);
    refused::<BTreeMap<String, u8>>(r#"{"a/b":1,"a/b":2}"#, "shape /a~1b: the field is there twice");
    refused::<HashMap<String, u8>>(r#"{"a":1,"b":-2}"#, "shape /b: expected a whole number from 0 to 255, found -2");
    same::<Value>(r#"{"a":[1,-2,1.5,"x",null,true,{}]}"#);
    refused::<Value>(r#"{"a":[{"b":1,"b":1}]}"#, "shape /a/0/b: the field is there twice");
    same::<Uuid>(r#""11111111-1111-4111-8111-111111111111""#);
    refused::<Uuid>(
        r#""11111111111141118111111111111111""#,
        r#"shape : expected a UUID, found the text "11111111111141118111111111111111""#,
    );
    same::<IpAddr>(r#""::1""#);
    same::<Ipv4Addr>(r#""127.0.0.1""#);
    same::<Ipv6Addr>(r#""::1""#);
    refused::<Ipv4Addr>(r#""::1""#, r#"shape : expected an IPv4 address, found the text "::1""#);
}

#[test]
fn what_json_cannot_say_is_not_written() {
    let error = json::write(&vec![1.0, f64::NAN], None).expect_err("NaN is no JSON");
    assert_eq!(error.to_string(), "a value has no form in JSON");
    assert!(json::write(&f32::INFINITY, None).is_err());
}

#[test]
fn long_words_of_clients_are_not_repeated() {
    let long = "x".repeat(1000);
    let error = json::read::<Host>(format!("{{\"{long}\":1}}").as_bytes(), None).err().expect("no such field");
    assert!(error.problems[0].detail.len() < 200, "{error}");
    let error = json::read::<u8>(format!("\"{long}\"").as_bytes(), None).expect_err("no number");
    assert_eq!(error.to_string(), "expected a whole number from 0 to 255, found another text");
}

/// A model written by hand sees the same.
struct Even(u8);

impl Model for Even {
    const TYPE: terrace::private::Type = u8::TYPE;

    fn write<W: Writer>(&self, to: W) -> Result<W::Ok, W::Error> {
        self.0.write(to)
    }

    fn read<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        u8::read(from).map(Even)
    }

    fn check(&self, found: &mut terrace::Violations) {
        if self.0 % 2 == 1 {
            found.report("expected an even number");
        }
    }
}

#[test]
fn models_can_be_written_by_hand() {
    same::<Vec<Even>>("[2,4]");
    refused::<Page<Even>>(
        r#"{"items":[1,2,3]}"#,
        "constraints /items/0: expected an even number; /items/2: expected an even number",
    );
}
