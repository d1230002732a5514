//! Our rules, fed with documents as somebody who edits a published version makes them.

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
        let found = by_rules(&document(old), &document(new));
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
    let rules =
        |old: &Value, new: &Value| -> Vec<_> { by_rules(old, new).iter().map(|finding| finding.rule.id()).collect() };
    let told = json!({
        "info": { "contact": { "name": "A" }, "license": { "name": "MIT" }, "termsOfService": "/terms" },
        "tags": [{ "name": "a", "description": "b", "x-order": 1 }],
        "externalDocs": { "url": "https://example.com" },
        "x-logo": {},
    });
    let (bare, full) = (document("/", json!({})), document("https://example.com", told));
    assert_eq!(rules(&bare, &full), [""; 0]);
    assert_eq!(rules(&full, &bare), ["server-removed"]);
    let remarks = json!({ "type": "string", "externalDocs": { "url": "/" }, "x-internal": true, "examples": ["a"] });
    check(&json!({ "type": "string" }), &remarks, &[], &[]);
    check(&remarks, &json!({ "type": "string" }), &[], &[]);
    let tree = json!({ "$ref": "#/components/schemas/Tree" });
    check(&tree, &json!({ "allOf": [tree], "x-internal": true }), &[], &[]);
}

#[test]
fn an_extension_that_goes_is_missed_by_its_alias() {
    let of = |aliases: &[&str]| json!({ "paths": {}, "x-extensions": aliases });
    let gone = |old: &Value, new: &Value| -> Vec<_> {
        by_rules(old, new).into_iter().map(|finding| (finding.rule.id(), finding.what)).collect()
    };
    let (both, one) = (of(&["os-shelve", "os-tags"]), of(&["os-tags"]));
    assert_eq!(gone(&both, &one), [("extension-removed", "the extension `os-shelve` is gone".to_owned())]);
    assert_eq!(gone(&one, &both), []);
    assert_eq!(gone(&one, &json!({ "paths": {} })).len(), 1);
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

/// What is found where a named schema of a body or an answer changes, reached by a schema that does not.
fn check_behind(reach: &Value, old: &Value, new: &Value, taken: &[&str], given: &[&str]) {
    let document = |it: &Value, is_taken: bool| {
        let content = json!({ "content": { "application/json": { "schema": reach } } });
        let operation = match is_taken {
            true => json!({ "requestBody": content, "responses": {} }),
            false => json!({ "responses": { "200": content } }),
        };
        json!({ "paths": { "/trees": { "post": operation } }, "components": { "schemas": { "It": it } } })
    };
    for (is_taken, expected) in [(true, taken), (false, given)] {
        let found = by_rules(&document(old, is_taken), &document(new, is_taken));
        let rules: Vec<_> = found.iter().map(|finding| finding.rule.id()).collect();
        assert_eq!(rules, expected, "{reach} {old} {new} {found:?}");
    }
}

#[test]
fn what_a_schema_refers_to_is_judged_wherever_it_is_referred_to() {
    let it = json!({ "$ref": "#/components/schemas/It" });
    let text = |most: u8| json!({ "type": "string", "maxLength": most });
    for reach in [
        json!({ "type": "object", "additionalProperties": it }),
        json!({ "type": "object", "propertyNames": it }),
        json!({ "type": "object", "properties": { "it": it } }),
        json!({ "properties": { "it": it } }),
        json!({ "type": "array", "items": it }),
        json!({ "allOf": [it] }),
        json!({ "allOf": [it, { "type": "string", "minLength": 1 }] }),
        json!({ "anyOf": [it, { "type": "null" }] }),
        json!({ "minLength": 1, "oneOf": [it, { "type": "null" }] }),
        json!({ "$ref": "#/components/schemas/It", "minLength": 1 }),
    ] {
        check_behind(&reach, &text(9), &text(8), &["constraint-tightened"], &[]);
        check_behind(&reach, &text(8), &text(9), &[], &["constraint-loosened"]);
    }
    for key in ["not", "contains", "if", "unevaluatedItems", "contentSchema"] {
        check_behind(&json!({ key: it }), &text(9), &text(8), &["not-judged"], &["not-judged"]);
        check_behind(&json!({ key: it }), &text(9), &text(9), &[], &[]);
    }
    let field = |name: &str| json!({ "type": "object", "patternProperties": { "description": { "title": name } } });
    check_behind(&json!({ "not": it }), &field("a"), &field("b"), &[], &[]);
    let tree = |of: &str| json!({ "type": "object", "patternProperties": { "^x": it, of: it } });
    check_behind(&it, &tree("^y"), &tree("^y"), &[], &[]);
    check_behind(&it, &tree("title"), &tree("example"), &["not-judged"], &["not-judged"]);
}

#[test]
fn what_stands_beside_a_reference_counts() {
    let it = json!({ "type": "array", "items": {} });
    let field = |beside: Value| {
        let mut field = json!({ "$ref": "#/components/schemas/Tree" });
        field.as_object_mut().unwrap().extend(beside.as_object().cloned().unwrap());
        json!({ "type": "object", "properties": { "a": { "$ref": "#/components/schemas/Tree" }, "b": field } })
    };
    let (bare, bound) = (field(json!({})), field(json!({ "minProperties": 1 })));
    check(&bare, &bound, &["constraint-tightened"], &[]);
    check(&bound, &bare, &[], &["constraint-loosened"]);
    check(&bare, &field(json!({ "description": "A tree", "deprecated": true, "x-of": 1 })), &[], &[]);
    check(&field(json!({ "default": 1 })), &field(json!({ "default": 2 })), &["default-changed"], &[]);
    check(&it, &json!({ "allOf": [it], "deprecated": true }), &[], &[]);
    check(&it, &json!({ "allOf": [it, { "maxItems": 1 }] }), &["constraint-tightened"], &[]);
    let twice = |most: u8| json!({ "allOf": [{ "maxItems": 3 }, { "maxItems": most }] });
    check(&twice(2), &twice(1), &["constraint-tightened"], &[]);
    check(&twice(2), &json!({ "maxItems": 2 }), &["constraint-tightened", "not-judged"], &["not-judged"]);
    let closed = |more: &str| json!({ "allOf": [{ "properties": { "a": {} }, "additionalProperties": false }, { "properties": { more: {} } }] });
    check(&closed("b"), &closed("b"), &[], &[]);
}

#[test]
fn a_field_that_was_one_of_the_others_fits_them() {
    let of =
        |fields: Value| json!({ "type": "object", "properties": fields, "additionalProperties": { "type": "string" } });
    check(&of(json!({})), &of(json!({ "a": { "type": "string" } })), &[], &[]);
    check(&of(json!({})), &of(json!({ "a": { "type": "integer" } })), &["type-changed"], &["type-changed"]);
}

#[test]
fn other_fields_are_judged_by_the_way_that_values_go() {
    let of = |others: Value| json!({ "type": "object", "additionalProperties": others });
    check(&of(true.into()), &of(false.into()), &["type-narrowed"], &[]);
    check(&of(false.into()), &of(true.into()), &[], &["type-widened"]);
    check(&of(json!({ "type": "string" })), &of(false.into()), &["type-narrowed"], &[]);
    check(&of(json!({ "type": "string" })), &of(json!({ "type": ["string", "null"] })), &[], &["type-widened"]);
    check(&of(json!({})), &of(true.into()), &[], &[]);
    check(&json!({ "type": "object" }), &of(true.into()), &[], &[]);
}

#[test]
fn names_are_required_whether_they_are_listed_or_not() {
    let of = |names: &[&str]| json!({ "type": "object", "required": names });
    check(&of(&[]), &of(&["a"]), &["input-required"], &[]);
    check(&of(&["a"]), &of(&[]), &[], &["field-optional"]);
}

#[test]
fn the_names_of_fields_are_texts() {
    let of = |names: Value| json!({ "type": "object", "propertyNames": names });
    let (any, some) = (json!({ "type": "object" }), of(json!({ "pattern": "^a" })));
    check(&any, &some, &["constraint-tightened"], &[]);
    check(&some, &any, &[], &["constraint-loosened"]);
    check(&of(json!({ "enum": ["a", "b"] })), &of(json!({ "enum": ["a"] })), &["enum-value-removed"], &[]);
}

#[test]
fn what_no_value_is_of_narrows() {
    let of = |items: Value| json!({ "type": "array", "items": items });
    check(&of(json!({ "type": "string" })), &of(false.into()), &["type-changed"], &[]);
    check(&of(false.into()), &of(json!({ "type": "string" })), &[], &["type-changed"]);
}

#[test]
fn multiples_are_told_apart() {
    let of = |step: Value| json!({ "type": "integer", "multipleOf": step });
    check(&of(4.into()), &of(2.into()), &[], &["constraint-loosened"]);
    check(&of(2.into()), &of(4.into()), &["constraint-tightened"], &[]);
    check(&json!({ "type": "integer" }), &of(2.into()), &["constraint-tightened"], &[]);
    check(&of(2.into()), &json!({ "type": "integer" }), &[], &["constraint-loosened"]);
}

#[test]
fn formats_are_types_but_those_of_numbers_that_widen() {
    let of = |ty: &str, format: &str| json!({ "type": ty, "format": format });
    check(&of("string", "uuid"), &of("string", "date"), &["type-changed"], &["type-changed"]);
    check(&of("string", "uuid"), &json!({ "type": "string" }), &[], &["type-changed"]);
    check(&json!({ "type": "string" }), &of("string", "uuid"), &["type-changed"], &[]);
    check(&of("integer", "int32"), &of("number", "double"), &[], &["type-widened"]);
    check(&of("number", "float"), &of("number", "double"), &["type-changed"], &["type-changed"]);
}

#[test]
fn null_is_a_value_only_where_it_is_listed() {
    let of = |values: Value| json!({ "type": ["string", "null"], "enum": values });
    let (with, without) = (of(json!(["a", null])), of(json!(["a"])));
    check(&with, &without, &["type-narrowed"], &[]);
    check(&without, &with, &[], &["type-widened"]);
    check(&without, &json!({ "type": "string", "enum": ["a"] }), &[], &[]);
}

#[test]
fn directions_of_a_field_are_not_judged() {
    let of = |only: &str| json!({ "type": "object", "properties": { "a": { only: true } } });
    check(&of("title"), &of("readOnly"), &["not-judged"], &["not-judged"]);
    check(&of("writeOnly"), &of("title"), &["not-judged"], &["not-judged"]);
}

/// Where something stands in a document of one operation, under which name, and what.
type Edit<'a> = (&'a str, &'a str, Value);

const OPERATION: &str = "/paths/~1trees/post";
const ANSWER: &str = "/paths/~1trees/post/responses/200";
const NOTHING: [&str; 0] = [];

/// What is found between two documents of one operation.
fn between(old: &[Edit<'_>], new: &[Edit<'_>]) -> Vec<&'static str> {
    let document = |edits: &[Edit<'_>]| {
        let answer = json!({ "content": { "application/json": { "schema": {} } } });
        let operation = json!({ "operationId": "trees_show", "responses": { "200": answer } });
        let mut document = json!({ "openapi": "3.1.0", "paths": { "/trees": { "post": operation } } });
        for (pointer, key, value) in edits {
            document.pointer_mut(pointer).unwrap()[*key] = value.clone();
        }
        document
    };
    by_rules(&document(old), &document(new)).iter().map(|finding| finding.rule.id()).collect()
}

#[test]
fn who_was_let_in_still_is() {
    let (key, both) = (json!({ "key": [] }), json!({ "key": [], "token": [] }));
    let (read, write) = (json!({ "token": ["read"] }), json!({ "token": ["read", "write"] }));
    for (old, new, expected) in [
        (json!([]), json!([key]), true),
        (json!([key]), json!([]), false),
        (json!([key]), json!([key, read]), false),
        (json!([key, read]), json!([key]), true),
        (json!([key, {}]), json!([key]), true),
        (json!([key]), json!([both]), true),
        (json!([both]), json!([key]), false),
        (json!([read]), json!([write]), true),
        (json!([write]), json!([read]), false),
    ] {
        let expected: &[_] = if expected { &["security-changed"] } else { &[] };
        let found = between(&[(OPERATION, "security", old.clone())], &[(OPERATION, "security", new.clone())]);
        assert_eq!(found, expected, "{old} {new}");
        // What the document says of all operations is said of this one.
        assert_eq!(
            between(&[("", "security", old.clone())], &[("", "security", new.clone())]),
            expected,
            "{old} {new}"
        );
        assert_eq!(between(&[("", "security", old.clone())], &[(OPERATION, "security", old)]), NOTHING);
    }
}

#[test]
fn parameters_of_a_path_are_those_of_its_operations() {
    let parameter = |required: bool| json!([{ "name": "a", "in": "query", "required": required, "schema": {} }]);
    let of_path = |it: Value| [("/paths/~1trees", "parameters", it)];
    let of_operation = |it: Value| [(OPERATION, "parameters", it)];
    assert_eq!(between(&of_path(parameter(false)), &of_path(parameter(true))), ["input-required"]);
    assert_eq!(between(&of_path(parameter(false)), &[]), ["parameter-removed"]);
    assert_eq!(between(&of_path(parameter(true)), &of_operation(parameter(true))), NOTHING);
    let sent = |how: &str| json!([{ "name": "a", "in": "query", "schema": {}, "style": how }]);
    assert_eq!(between(&of_operation(sent("form")), &of_operation(sent("deepObject"))), ["not-judged"]);
    let content = |ty: &str| json!([{ "name": "a", "in": "query", "content": { "application/json": { "schema": { "type": ty } } } }]);
    assert_eq!(between(&of_operation(content("string")), &of_operation(content("integer"))), ["not-judged"]);
}

#[test]
fn headers_of_answers_are_promised() {
    let header = |required: bool, ty: &str| {
        [(ANSWER, "headers", json!({ "ETag": { "required": required, "schema": { "type": ty } } }))]
    };
    assert_eq!(between(&header(true, "string"), &header(false, "string")), ["header-optional"]);
    assert_eq!(between(&header(false, "string"), &header(true, "string")), NOTHING);
    assert_eq!(between(&header(true, "string"), &[]), ["header-removed"]);
    assert_eq!(between(&[], &header(true, "string")), NOTHING);
    assert_eq!(between(&header(true, "string"), &header(true, "integer")), ["type-changed"]);
    let lower = [(ANSWER, "headers", json!({ "etag": { "required": true, "schema": { "type": "string" } } }))];
    assert_eq!(between(&header(true, "string"), &lower), NOTHING);
}

#[test]
fn media_types_are_what_is_sent_and_expected() {
    let answers = |name: &'static str| {
        [
            ("/paths/~1trees/post/responses/200/content", "application/json", json!({})),
            ("/paths/~1trees/post/responses/200/content", name, json!({})),
        ]
    };
    assert_eq!(between(&answers("application/json"), &answers("text/csv")), ["media-type-added"]);
    assert_eq!(between(&answers("text/csv"), &answers("application/json")), ["media-type-removed"]);
    assert_eq!(
        between(&answers("application/json"), &[(ANSWER, "content", json!({ "text/csv": {} }))]),
        ["media-type-removed", "media-type-added"]
    );
    assert_eq!(between(&[(ANSWER, "content", json!({}))], &[]), ["type-changed"]);
    let body = |names: &[&str]| {
        let content: serde_json::Map<_, _> = names.iter().map(|name| ((*name).to_owned(), json!({}))).collect();
        [(OPERATION, "requestBody", json!({ "content": content }))]
    };
    assert_eq!(between(&body(&["a/a"]), &body(&["a/a", "a/b"])), NOTHING);
    assert_eq!(between(&body(&["a/a", "a/b"]), &body(&["a/a"])), ["media-type-removed"]);
    let parts = |of: &str| {
        [(
            OPERATION,
            "requestBody",
            json!({ "content": { "multipart/form-data": { "encoding": { "a": { "contentType": of } } } } }),
        )]
    };
    assert_eq!(between(&parts("a/a"), &parts("a/b")), ["not-judged"]);
}

#[test]
fn statuses_of_success_are_promised_and_failures_are_borne() {
    let responses = "/paths/~1trees/post/responses";
    let with = |status: &'static str| [(responses, status, json!({ "description": "Other" }))];
    for (status, came, went) in [("201", "status-added", "status-removed"), ("302", "status-added", "status-removed")] {
        assert_eq!(between(&[], &with(status)), [came]);
        assert_eq!(between(&with(status), &[]), [went]);
    }
    for status in ["404", "500", "default"] {
        assert_eq!(between(&[], &with(status)), NOTHING);
        assert_eq!(between(&with(status), &[]), NOTHING);
    }
    let only = |status: &str| [(OPERATION, "responses", json!({ status: { "description": "Other" } }))];
    assert_eq!(between(&only("200"), &only("202")), ["status-changed"]);
}

#[test]
fn what_is_beside_operations_may_come_but_not_go() {
    let hook = |ty: &str| json!({ "grown": { "post": { "requestBody": { "content": { "application/json": { "schema": { "type": ty } } } } } } });
    let link = |to: &str| json!({ "again": { "operationId": to } });
    let back = |ty: &str| json!({ "grown": { "{$request.body#/to}": hook(ty)["grown"] } });
    for (pointer, key, one, other) in [
        ("", "webhooks", hook("string"), hook("integer")),
        (OPERATION, "callbacks", back("string"), back("integer")),
        (ANSWER, "links", link("a"), link("b")),
    ] {
        assert_eq!(between(&[], &[(pointer, key, one.clone())]), NOTHING, "{key}");
        assert_eq!(between(&[(pointer, key, one.clone())], &[]), ["not-judged"], "{key}");
        assert_eq!(between(&[(pointer, key, one)], &[(pointer, key, other)]), ["not-judged"], "{key}");
    }
    let said = |text: &str| [("", "webhooks", json!({ "grown": { "post": { "description": text } } }))];
    assert_eq!(between(&said("one"), &said("other")), NOTHING);
}

#[test]
fn what_no_rule_knows_of_fails_wherever_it_is() {
    for pointer in ["", "/paths/~1trees", OPERATION, ANSWER] {
        assert_eq!(between(&[], &[(pointer, "new", json!(1))]), ["not-judged"], "{pointer}");
        assert_eq!(between(&[(pointer, "new", json!(1))], &[]), ["not-judged"], "{pointer}");
        assert_eq!(between(&[], &[(pointer, "x-new", json!(1))]), NOTHING, "{pointer}");
        assert_eq!(between(&[], &[(pointer, "description", json!("new"))]), NOTHING, "{pointer}");
    }
    let servers = |url: &str| json!([{ "url": url }]);
    for pointer in ["/paths/~1trees", OPERATION] {
        let (one, other) = ([(pointer, "servers", servers("/a"))], [(pointer, "servers", servers("/b"))]);
        assert_eq!(between(&one, &other), ["not-judged"], "{pointer}");
    }
    assert_eq!(
        between(&[], &[("", "tags", json!([])), ("", "externalDocs", json!({})), ("", "info", json!({}))]),
        NOTHING
    );
}

/// What may be recursive is so behind an `Option`, too, and where it is deprecated.
#[test]
fn recursion_ends_however_it_is_written() {
    let tree = json!({ "$ref": "#/components/schemas/It" });
    for below in [
        json!({ "anyOf": [tree, { "type": "null" }] }),
        json!({ "allOf": [tree], "deprecated": true }),
        json!({ "type": "array", "items": { "oneOf": [tree, { "type": "null" }] } }),
        json!({ "type": "object", "additionalProperties": { "anyOf": [tree, { "type": "null" }] } }),
    ] {
        let of = |most: u8| json!({ "type": "object", "properties": { "below": below, "name": { "type": "string", "maxLength": most } } });
        check_behind(&tree, &of(9), &of(8), &["constraint-tightened"], &[]);
        check_behind(&tree, &of(8), &of(9), &[], &["constraint-loosened"]);
    }
}
