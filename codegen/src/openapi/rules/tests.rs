//! What a model takes is what its schema takes, said by a validator that knows nothing of terrace.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use terrace::{Model, model};

use super::super::direction::Directions;
use super::super::names::Names;
use super::super::schema::Schemas;

/// The schema of what a client may send.
fn schema<T: Model>() -> Value {
    let mut names = Names::default();
    let directions = Directions::between(&[], &[T::ty()], &[], &[None]);
    let mut schemas = Schemas::new(None, &mut names, &directions);
    let own = schemas.read(T::ty());
    json!({ "allOf": [own], "components": { "schemas": schemas.finish() } })
}

/// Whether the model takes a value, which must be what its schema says.
fn takes<T: Model>(schema: &Value, value: &Value) -> bool {
    let validator = jsonschema::draft202012::new(schema).expect("a schema");
    let read = terrace::json::read::<T>(value.to_string().as_bytes(), None);
    let is_valid = validator.is_valid(value);
    assert_eq!(read.is_ok(), is_valid, "{value} {:?} {schema}", read.err());
    is_valid
}

#[model]
struct Name(#[check(length = 2..=4, pattern = "^[a-z][^\\n]*[0-9]$")] String);

#[model]
struct Flavor {
    name: Name,
    #[check(pattern = r"^[^\n/]*$")]
    path: Option<String>,
    #[check(range = -3..=300, multiple_of = 4)]
    ram: u8,
    #[check(range = -0.5..=2)]
    weight: f64,
    #[check(items = 1..=3, unique, each(length = 1..=2, pattern = "^a?b*$"))]
    tags: Vec<String>,
    #[check(items = ..=2)]
    names: Option<Vec<Name>>,
    letters: Option<Vec<char>>,
    #[check(items = ..=2, keys(pattern = "^[a-z_]+$"), each(multiple_of = 2, range = 0..=10))]
    limits: BTreeMap<String, i32>,
    #[check(each(each(range = 1..), items = ..=1))]
    deep: Option<Vec<Vec<i64>>>,
}

#[model]
struct Webhook {
    #[check(format = "uri")]
    target: String,
    #[check(format = "email")]
    owner: Option<String>,
    #[check(each(format = "hostname"), keys(format = "ipv4"))]
    hosts: BTreeMap<String, String>,
    back: Option<Address>,
}

#[model]
struct Address(#[check(format = "ipv6")] String);

#[test]
fn formats_are_in_the_schema_and_hold_alike() {
    let mut schema = schema::<Webhook>();
    let validator = jsonschema::draft202012::options().should_validate_formats(true).build(&schema).expect("a schema");
    let check = |field: &str, value: Value, expected: bool| {
        let mut hook = json!({ "target": "https://example.org", "hosts": {} });
        hook[field] = value;
        let read = terrace::json::read::<Webhook>(hook.to_string().as_bytes(), None);
        assert_eq!((read.is_ok(), validator.is_valid(&hook)), (expected, expected), "{hook}");
    };
    check("target", json!("urn:isbn:1"), true);
    check("target", json!("/there"), false);
    check("owner", json!("ada@example.org"), true);
    check("owner", json!(null), true);
    check("owner", json!("ada"), false);
    check("hosts", json!({ "127.0.0.1": "localhost" }), true);
    check("hosts", json!({ "127.0.0.1": "local host" }), false);
    check("hosts", json!({ "::1": "localhost" }), false);
    check("back", json!("::1"), true);
    check("back", json!("127.0.0.1"), false);
    let properties = &mut schema["components"]["schemas"]["Webhook"]["properties"];
    assert_eq!(properties["owner"].take(), json!({ "type": ["string", "null"], "format": "email" }));
}

fn valid() -> Value {
    json!({ "name": "ab1", "ram": 8, "weight": 1.5, "tags": ["b"], "limits": {} })
}

#[test]
fn rules_upon_rules_are_all_in_the_schema() {
    let schema = schema::<Flavor>();
    assert!(takes::<Flavor>(&schema, &valid()));
    let check = |field: &str, value: Value, expected: bool| {
        let mut flavor = valid();
        flavor[field] = value;
        assert_eq!(takes::<Flavor>(&schema, &flavor), expected, "{flavor}");
    };
    check("name", json!("a1"), true);
    check("name", json!("1a1"), false);
    check("name", json!("ab"), false);
    check("name", json!("abcd1"), false);
    check("ram", json!(252), true);
    check("ram", json!(-4), false);
    check("ram", json!(256), false);
    check("ram", json!(2), false);
    check("tags", json!(["a", "bc"]), false);
    check("names", json!(["ab"]), false);
    check("names", json!(["ab1", "b2"]), true);
    check("letters", json!(["ab"]), false);
    check("limits", json!({ "a": 2, "B": 4 }), false);
    check("limits", json!({ "a": 3 }), false);
    check("limits", json!({ "a": 12 }), false);
    check("deep", json!([[1], []]), true);
    check("deep", json!([[0]]), false);
    check("deep", json!([[1, 2]]), false);
    check("path", json!("a\n"), false);
    check("path", Value::Null, true);
}

fn text() -> impl Strategy<Value = Value> {
    "[ab1/A_é\n]{0,7}".prop_map(Value::from)
}

fn number() -> impl Strategy<Value = Value> {
    prop_oneof![(-5..310_i64).prop_map(Value::from), (-5.0..5.0).prop_map(|number: f64| json!(number))]
}

fn list(items: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    prop::collection::vec(items, 0..4).prop_map(Value::from)
}

proptest! {
    #[test]
    fn a_text_fits_its_rules_where_it_fits_the_schema(name in text(), path in text()) {
        let mut flavor = valid();
        (flavor["name"], flavor["path"]) = (name, path);
        takes::<Flavor>(&schema::<Flavor>(), &flavor);
    }

    #[test]
    fn a_number_fits_its_rules_where_it_fits_the_schema(ram in number(), weight in number()) {
        let mut flavor = valid();
        (flavor["ram"], flavor["weight"]) = (ram, weight);
        takes::<Flavor>(&schema::<Flavor>(), &flavor);
    }

    #[test]
    fn entries_fit_their_rules_where_they_fit_the_schema(
        tags in list(text()),
        names in list(text()),
        limits in prop::collection::btree_map("[a_A]{0,2}", number(), 0..4),
        deep in list(list(number())),
    ) {
        let mut flavor = valid();
        (flavor["tags"], flavor["names"], flavor["deep"]) = (tags, names, deep);
        flavor["limits"] = json!(limits);
        takes::<Flavor>(&schema::<Flavor>(), &flavor);
    }
}
