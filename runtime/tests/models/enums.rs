use terrace::model;

use super::{becomes, refused, same};

#[model]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Status {
    Active,
    #[serde(rename = "ERROR!")]
    Broken,
}

#[model]
struct Point {
    #[check(range = ..=9)]
    x: u8,
}

#[model]
#[serde(rename_all = "snake_case")]
enum External {
    Nothing,
    OneThing(Point),
    Fields { a: u8, b: Option<Box<External>> },
    Listed(Vec<Point>),
}

#[model]
#[serde(tag = "type")]
enum Internal {
    Nothing,
    Held(Point),
    Fields { a: u8 },
    Within(Deeper),
}

#[model]
#[serde(tag = "kind")]
enum Deeper {
    Low { depth: u8 },
}

#[model]
#[serde(tag = "type", content = "value")]
enum Adjacent {
    Nothing,
    Held(Point),
    Fields { a: u8 },
    Maybe(Option<u8>),
}

#[model]
#[serde(untagged)]
enum Untagged {
    Nothing,
    Number(u8),
    Held(Point),
    Fields { a: u8, b: u8 },
}

#[model]
struct Holder<T> {
    held: T,
}

#[test]
fn names_alone() {
    same::<Status>(r#""ACTIVE""#);
    same::<Status>(r#""ERROR!""#);
    refused::<Status>(r#""active""#, "shape : unknown value `active`, expected one of `ACTIVE`, `ERROR!`");
    refused::<Status>("1", "shape : expected one of `ACTIVE`, `ERROR!`, found 1");
    refused::<Holder<Status>>(r#"{"held":"x"}"#, "shape /held: unknown value `x`, expected one of `ACTIVE`, `ERROR!`");
}

#[test]
fn external() {
    same::<External>(r#""nothing""#);
    same::<External>(r#"{"one_thing":{"x":1}}"#);
    same::<External>(r#"{"fields":{"a":1,"b":{"fields":{"a":2,"b":null}}}}"#);
    same::<External>(r#"{"listed":[{"x":1}]}"#);
    let check = refused::<External>;
    let known = "expected one of `nothing`, `one_thing`, `fields`, `listed`";
    check("{}", "shape : expected an object with one field, found one with none");
    check(r#"{"nothing":null}"#, r#"shape /nothing: nothing belongs to `nothing`, expected "nothing" alone"#);
    check(r#"{"other":1}"#, &format!("shape : unknown value `other`, {known}"));
    check("[]", &format!("shape : {known}, found a list"));
    check(r#""fields""#, r#"shape : `fields` alone is not enough, expected {"fields": …}"#);
    check(
        r#"{"one_thing":{"x":1},"listed":[]}"#,
        "shape /listed: `one_thing` is there already, and only one of them may be",
    );
    check(r#"{"fields":{"a":1,"b":{"fields":{}}}}"#, "shape /fields/b/fields: missing field `a`");
    check(r#"{"listed":[{"x":1},{"x":256}]}"#, "shape /listed/1/x: expected a whole number from 0 to 255, found 256");
    check(r#"{"listed":[{"x":1},{"x":10}]}"#, "constraints /listed/1/x: expected a number of at most 9, found 10");
}

#[test]
fn internal() {
    same::<Internal>(r#"{"type":"Nothing"}"#);
    same::<Internal>(r#"{"type":"Held","x":1}"#);
    same::<Internal>(r#"{"type":"Fields","a":1}"#);
    same::<Internal>(r#"{"type":"Within","kind":"Low","depth":3}"#);
    becomes::<Internal>(r#"{"x":1,"type":"Held"}"#, r#"{"type":"Held","x":1}"#);
    becomes::<Internal>(r#"{"depth":3,"kind":"Low","type":"Within"}"#, r#"{"type":"Within","kind":"Low","depth":3}"#);
    let check = refused::<Internal>;
    check("{}", "shape : missing field `type`");
    check("1", "shape : expected an object with a field `type`, found 1");
    check(r#"{"type":1}"#, "shape /type: expected one of `Nothing`, `Held`, `Fields`, `Within`, found 1");
    check(
        r#"{"a":1,"type":"x"}"#,
        "shape /type: unknown value `x`, expected one of `Nothing`, `Held`, `Fields`, `Within`",
    );
    check(r#"{"type":"Nothing","a":1}"#, "shape /a: unknown field `a`, the only field is `type`");
    check(r#"{"a":1,"type":"Nothing"}"#, "shape /a: unknown field `a`, the only field is `type`");
    check(r#"{"type":"Held","x":"a"}"#, r#"shape /x: expected a whole number from 0 to 255, found the text "a""#);
    check(r#"{"x":"a","type":"Held"}"#, r#"shape /x: expected a whole number from 0 to 255, found the text "a""#);
    check(r#"{"type":"Held","x":10}"#, "constraints /x: expected a number of at most 9, found 10");
    check(r#"{"x":1,"x":1,"type":"Held"}"#, "shape /x: the field is there twice");
    check(r#"{"x":1,"type":"Held","type":"Held"}"#, "shape /type: the field is there twice");
    refused::<Holder<Internal>>(
        r#"{"held":{"x":true,"type":"Held"}}"#,
        "shape /held/x: expected a whole number from 0 to 255, found `true`",
    );
}

#[test]
fn adjacent() {
    same::<Adjacent>(r#"{"type":"Nothing"}"#);
    same::<Adjacent>(r#"{"type":"Held","value":{"x":1}}"#);
    same::<Adjacent>(r#"{"type":"Fields","value":{"a":1}}"#);
    same::<Adjacent>(r#"{"type":"Maybe","value":null}"#);
    becomes::<Adjacent>(r#"{"value":{"x":1},"type":"Held"}"#, r#"{"type":"Held","value":{"x":1}}"#);
    let check = refused::<Adjacent>;
    check("{}", "shape : missing field `type`");
    check(r#"{"type":"Held"}"#, "shape : missing field `value`");
    check(r#"{"type":"x"}"#, "shape /type: unknown value `x`, expected one of `Nothing`, `Held`, `Fields`, `Maybe`");
    check(r#"{"type":"Held","x":1}"#, "shape /x: unknown field `x`, the fields are `type`, `value`");
    check(
        r#"{"type":"Held","value":{"x":true}}"#,
        "shape /value/x: expected a whole number from 0 to 255, found `true`",
    );
    check(
        r#"{"value":{"x":true},"type":"Held"}"#,
        "shape /value/x: expected a whole number from 0 to 255, found `true`",
    );
    check(r#"{"value":{"x":10},"type":"Held"}"#, "constraints /value/x: expected a number of at most 9, found 10");
    check(r#"{"type":"Nothing","value":null}"#, "shape /value: unknown field `value`, the only field is `type`");
    check(r#"{"value":null,"type":"Nothing"}"#, "shape /value: unknown field `value`, the only field is `type`");
    check(r#"{"type":"Nothing","type":"Nothing"}"#, "shape /type: the field is there twice");
    check(r#"{"type":"Maybe","value":1,"value":1}"#, "shape /value: the field is there twice");
}

#[test]
fn untagged() {
    same::<Untagged>("null");
    same::<Untagged>("7");
    same::<Untagged>(r#"{"x":1}"#);
    same::<Untagged>(r#"{"a":1,"b":2}"#);
    refused::<Holder<Untagged>>(
        r#"{"held":true}"#,
        "shape /held: expected `null`, found `true`, or expected a whole number from 0 to 255, found `true`, \
         or expected an object, found `true`",
    );
    refused::<Untagged>(r#"{"x":10}"#, "constraints /x: expected a number of at most 9, found 10");
    same::<Vec<Untagged>>(r#"[null,1,{"x":1}]"#);
}

#[model]
#[serde(untagged)]
enum Nested {
    Leaf(u8),
    One {
        next: Box<Nested>,
    },
    Two {
        next: Box<Nested>,
        #[serde(default)]
        size: u8,
    },
    Many(Vec<Nested>),
}

/// A leaf within so many objects.
fn nested(depth: usize, leaf: &str) -> String {
    format!("{}{leaf}{}", r#"{"next":"#.repeat(depth), "}".repeat(depth))
}

#[test]
fn what_could_be_read_in_very_many_ways_is_refused() {
    same::<Nested>(&nested(120, "1"));
    same::<Nested>(&format!("[{}{}]", format!("{},", nested(2, "1")).repeat(20_000), nested(2, "1")));
    let known = "expected a whole number from 0 to 255, found the text \"x\", or expected an object, found the text \"x\", \
                 or expected a list, found the text \"x\"";
    refused::<Nested>("\"x\"", &format!("shape : {known}"));
    for depth in [30, 120] {
        refused::<Nested>(&nested(depth, "\"x\""), "shape : it could be read in too many ways");
    }
    let held = format!(r#"{{"held":{}}}"#, nested(60, "\"x\""));
    refused::<Holder<Nested>>(&held, "shape /held: it could be read in too many ways");
}
