//! Rules for fields of newtypes, boxes and newtypes within newtypes: values are held against them, and documents say them.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};
use terrace::TestClient;
use terrace::prelude::*;
use terrace_codegen::{checked, document};

/// Of a kind that is not public, as the field of a public newtype may be.
#[model]
struct Word(#[check(length = ..=10)] String);

/// What something is called.
#[model]
#[expect(unreachable_pub, reason = "a public newtype may hold a private type")]
pub struct Name(Word);

/// How many.
#[model]
struct Count(u32);

/// Many.
#[model]
struct Many<T>(#[check(items = ..=3)] Vec<T>);

/// Labels.
#[model]
struct Labels(BTreeMap<String, Name>);

/// A box.
#[model]
struct Parcel {
    #[check(length = 2.., pattern = "^[a-z]+$")]
    name: Name,
    #[check(length = 2..)]
    nick: Option<Box<Name>>,
    #[check(range = 1..=8, multiple_of = 2)]
    count: Arc<Count>,
    #[check(items = 1.., unique, each(length = 3..))]
    words: Many<Name>,
    #[check(each(range = ..=5))]
    counts: Vec<Option<Count>>,
    #[check(keys(length = 1..), each(length = 1..))]
    labels: Labels,
}

/// Parcels.
#[controller(path = "/parcels")]
struct Parcels;

#[routes]
impl Parcels {
    /// Send one.
    #[create(status = 200)]
    async fn create(&self, parcel: Json<Parcel>) -> Json<Parcel> {
        parcel
    }
}

api! {
    /// The post.
    struct Post at "/";
    controllers: [Parcels];
}

fn parcel() -> Value {
    json!({
        "name": "ab", "nick": "ab", "count": 2, "words": ["abc"], "counts": [5, null], "labels": { "a": "b" },
    })
}

async fn pointers(parcel: &Value) -> Vec<String> {
    let client = checked(TestClient::new(Post::new(())));
    let answer = client.post("/parcels").header("content-type", "application/json").body(parcel.to_string()).await;
    let body: Value = serde_json::from_str(answer.text()).expect("JSON");
    let errors = body["errors"].as_array().into_iter().flatten();
    errors.map(|error| error["pointer"].as_str().expect("text").to_owned()).collect()
}

#[tokio::test]
async fn values_are_held_against_the_rules_of_the_field_and_of_all_within() {
    let none: [&str; 0] = [];
    assert_eq!(pointers(&parcel()).await, none);
    for (field, value, expected) in [
        ("name", json!("a"), vec!["/name"]),
        ("name", json!("A"), vec!["/name", "/name"]),
        ("name", json!("abcdefghijk"), vec!["/name"]),
        ("nick", json!("a"), vec!["/nick"]),
        ("nick", json!("abcdefghijk"), vec!["/nick"]),
        ("count", json!(0), vec!["/count"]),
        ("count", json!(9), vec!["/count", "/count"]),
        ("words", json!([]), vec!["/words"]),
        ("words", json!(["abc", "abc"]), vec!["/words/1"]),
        ("words", json!(["abc", "ab"]), vec!["/words/1"]),
        ("words", json!(["abc", "abcd", "abcde", "abcdef"]), vec!["/words"]),
        ("counts", json!([null, 6]), vec!["/counts/1"]),
        ("labels", json!({ "": "b" }), vec!["/labels/"]),
        ("labels", json!({ "a": "" }), vec!["/labels/a"]),
    ] {
        let mut parcel = parcel();
        parcel[field] = value.clone();
        assert_eq!(pointers(&parcel).await, expected, "{field}: {value}");
    }
}

#[test]
fn documents_say_the_rules_of_the_field_and_of_all_within() {
    let document: Value = serde_json::from_str(&document::<Post>(None).expect("a document")).expect("JSON");
    let fields = &document["components"]["schemas"]["ParcelInput"]["properties"];
    let check = |field: &str, expected: Value| {
        let mut schema = fields[field].clone();
        schema.as_object_mut().map(|schema| schema.remove("description"));
        assert_eq!(schema, expected, "{field}");
    };
    check("name", json!({ "type": "string", "minLength": 2, "maxLength": 10, "pattern": "^[a-z]+$" }));
    check("nick", json!({ "type": ["string", "null"], "minLength": 2, "maxLength": 10 }));
    let number = json!({ "type": "integer", "minimum": 1, "maximum": 8, "multipleOf": 2 });
    check("count", number);
    let word = json!({ "type": "string", "minLength": 3, "maxLength": 10 });
    check("words", json!({ "type": "array", "items": word, "minItems": 1, "maxItems": 3, "uniqueItems": true }));
    let count = json!({ "type": ["integer", "null"], "minimum": 0, "maximum": 5 });
    check("counts", json!({ "type": "array", "items": count }));
    let label = json!({ "type": "string", "minLength": 1, "maxLength": 10 });
    let key = json!({ "type": "string", "minLength": 1 });
    check("labels", json!({ "type": "object", "additionalProperties": label, "propertyNames": key }));
}
