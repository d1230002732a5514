//! Whether a document breaks the clients of an older one.
//!
//! What a client sends must still be taken, and what it gets must still be what it was told. A client bears fields that it
//! does not know, and failures that it does not know. What no rule can judge is a finding, too.

mod operation;
mod rule;
mod schema;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

pub(crate) use self::rule::Rule;

/// Something that breaks clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// Why.
    pub(crate) rule: Rule,
    /// Where in the document, as a JSON pointer: in the new one if it is there, else in the old one.
    pub(crate) pointer: String,
    /// What happened, in words.
    pub(crate) what: String,
    /// The operations that it reaches, `POST /servers`.
    pub(crate) operations: BTreeSet<String>,
}

/// All that breaks the clients of the old document, in the order of rules and places.
pub(crate) fn findings(old: &Value, new: &Value) -> Vec<Finding> {
    let mut found = Found::default();
    operation::documents(old, new, &mut found);
    let finding = |((rule, pointer, what), operations)| Finding { rule, pointer, what, operations };
    found.all.into_iter().map(finding).collect()
}

/// What has been found, each once, with every operation that it reaches.
#[derive(Default)]
struct Found {
    operation: String,
    all: BTreeMap<(Rule, String, String), BTreeSet<String>>,
}

impl Found {
    fn add(&mut self, rule: Rule, pointer: impl Into<String>, what: impl Into<String>) {
        let operations = self.all.entry((rule, pointer.into(), what.into())).or_default();
        operations.insert(self.operation.clone());
    }
}

/// A pointer's next step (RFC 6901).
fn below(pointer: &str, step: &str) -> String {
    format!("{pointer}/{}", step.replace('~', "~0").replace('/', "~1"))
}

/// What a reference refers to, and where that is; a value that is none stands where it is.
fn resolve<'v>(document: &'v Value, value: &'v Value, pointer: &str) -> (&'v Value, String) {
    let (mut value, mut pointer) = (value, pointer.to_owned());
    // A document of our own has no reference to itself alone, one made by hand may.
    for _ in 0..8 {
        let Some(place) = value["$ref"].as_str().and_then(|reference| reference.strip_prefix('#')) else { break };
        let Some(found) = document.pointer(place) else { break };
        (value, pointer) = (found, place.to_owned());
    }
    (value, pointer)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// What is found where a body or an answer of one operation has another schema.
    fn check(old: &Value, new: &Value, taken: &[&str], given: &[&str]) {
        let schema = |schema: &Value| json!({ "application/json": { "schema": schema } });
        let input = |it: &Value| json!({ "requestBody": { "content": schema(it) }, "responses": {} });
        let output = |it: &Value| json!({ "responses": { "200": { "content": schema(it) } } });
        for (operation, expected) in [(&input as &dyn Fn(&Value) -> Value, taken), (&output, given)] {
            let document = |schema: &Value| {
                let tree = json!({ "type": "object", "properties": { "of": { "$ref": "#/components/schemas/Tree" }, "it": schema } });
                let operation = operation(&json!({ "$ref": "#/components/schemas/Tree" }));
                json!({ "paths": { "/trees": { "post": operation } }, "components": { "schemas": { "Tree": tree } } })
            };
            let found = findings(&document(old), &document(new));
            let rules: Vec<_> = found.iter().map(|finding| finding.rule.id()).collect();
            assert_eq!(rules, expected, "{old} {new} {found:?}");
            assert!(found.iter().all(|finding| finding.operations.iter().eq(["POST /trees"])));
        }
    }

    #[test]
    fn what_is_told_to_people_only_may_change() {
        check(&json!({ "type": "string", "title": "A" }), &json!({ "type": "string", "deprecated": true }), &[], &[]);
    }

    #[test]
    fn what_is_told_beside_the_contract_may_change() {
        let document = |server: &str, more: Value| {
            let operation = json!({ "responses": { "200": { "description": "Fine" } } });
            let mut document = json!({ "servers": [{ "url": server }], "paths": { "/trees": { "get": operation } } });
            document.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap());
            document
        };
        let rules = |old: &Value, new: &Value| -> Vec<_> {
            findings(old, new).iter().map(|finding| finding.rule.id()).collect()
        };
        let told = json!({
            "info": { "contact": { "name": "A" }, "license": { "name": "MIT" }, "termsOfService": "/terms" },
            "tags": [{ "name": "a", "description": "b", "x-order": 1 }],
            "externalDocs": { "url": "https://example.com" },
            "x-logo": {},
        });
        let (bare, full) = (document("/", json!({})), document("https://example.com", told));
        assert_eq!(rules(&bare, &full), [""; 0]);
        assert_eq!(rules(&full, &bare), ["server-removed"]);
        let remarks =
            json!({ "type": "string", "externalDocs": { "url": "/" }, "x-internal": true, "examples": ["a"] });
        check(&json!({ "type": "string" }), &remarks, &[], &[]);
        check(&remarks, &json!({ "type": "string" }), &[], &[]);
        let tree = json!({ "$ref": "#/components/schemas/Tree" });
        check(&tree, &json!({ "allOf": [tree], "x-internal": true }), &[], &[]);
    }

    #[test]
    fn a_default_counts_where_it_is_taken() {
        let default = |value: u8| json!({ "type": "integer", "default": value });
        check(&default(1), &default(2), &["default-changed"], &[]);
        check(&default(1), &json!({ "type": "integer" }), &["default-changed"], &[]);
    }

    #[test]
    fn null_is_a_type_of_its_own() {
        let (text, maybe) = (json!({ "type": "string" }), json!({ "type": ["string", "null"] }));
        check(&text, &maybe, &[], &["type-widened"]);
        check(&maybe, &text, &["type-narrowed"], &[]);
        check(&text, &json!({ "type": "boolean" }), &["type-changed"], &["type-changed"]);
        check(&json!({ "type": "integer" }), &json!({ "type": "number" }), &[], &["type-widened"]);
        check(&json!({ "type": "number" }), &json!({ "type": "integer" }), &["type-narrowed"], &[]);
    }

    #[test]
    fn choices_are_told_apart_by_their_tags() {
        let of = |tag: &str, rest: &str| json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string", "enum": [tag] }, rest: {} } });
        let (both, one) = (json!({ "oneOf": [of("a", "x"), of("b", "y")] }), json!({ "oneOf": [of("b", "y")] }));
        check(&both, &one, &["choice-removed"], &[]);
        check(&one, &both, &[], &["choice-added"]);
        let turned = json!({ "oneOf": [of("b", "y"), of("a", "x")] });
        check(&both, &turned, &[], &[]);
    }

    #[test]
    fn bounds_are_judged_by_the_way_that_values_go() {
        let of = |key: &str, value: Value| json!({ "type": "array", key: value });
        for (key, loose, strict) in [("maxItems", 3, 2), ("minItems", 2, 3)] {
            let (loose, strict) = (of(key, loose.into()), of(key, strict.into()));
            check(&loose, &strict, &["constraint-tightened"], &[]);
            check(&strict, &loose, &[], &["constraint-loosened"]);
        }
        check(&of("uniqueItems", false.into()), &of("uniqueItems", true.into()), &["constraint-tightened"], &[]);
    }

    #[test]
    fn what_no_rule_knows_fails() {
        let of = |pattern: &str| json!({ "type": "string", "pattern": pattern });
        check(&of("a+"), &of("a*"), &["not-judged"], &["not-judged"]);
        check(&json!({ "not": {} }), &json!({}), &["not-judged"], &["not-judged"]);
    }
}
