use serde_json::{Value, json};

use super::{fold, to_3_0};

/// A document with one schema.
fn with(schema: &Value) -> Value {
    json!({ "openapi": "3.1.0", "info": { "title": "T", "version": "1" }, "paths": {},
        "components": { "schemas": { "S": schema } } })
}

#[track_caller]
fn becomes(schema: &Value, expected: &Value, lost: &[&str]) {
    let mut document = with(schema);
    let losses: Vec<_> = to_3_0(&mut document).iter().map(ToString::to_string).collect();
    assert_eq!(document["components"]["schemas"]["S"], *expected);
    assert_eq!(losses, lost);
    assert_eq!(document["openapi"], "3.0.3");
}

#[test]
fn null_becomes_nullable() {
    becomes(&json!({ "type": ["string", "null"] }), &json!({ "type": "string", "nullable": true }), &[]);
    becomes(
        &json!({ "type": ["string", "null"], "enum": ["a", null] }),
        &json!({ "type": "string", "enum": ["a", null], "nullable": true }),
        &[],
    );
    becomes(&json!({ "type": "null" }), &json!({ "type": "string", "enum": [null], "nullable": true }), &[]);
    becomes(
        &json!({ "anyOf": [{ "$ref": "#/components/schemas/S" }, { "type": "null" }], "description": "D" }),
        &json!({ "description": "D", "nullable": true, "allOf": [{ "$ref": "#/components/schemas/S" }] }),
        &[
            "/components/schemas/S: `null` beside a reference is `nullable` without a `type`, which a strict reader overlooks",
        ],
    );
    becomes(
        &json!({ "oneOf": [{ "$ref": "#/x" }, { "type": "integer" }, { "type": "null" }] }),
        &json!({ "oneOf": [{ "$ref": "#/x" }, { "type": "integer", "nullable": true }] }),
        &[],
    );
    becomes(
        &json!({ "anyOf": [{ "type": "integer", "minimum": 0 }, { "type": "null" }], "title": "T" }),
        &json!({ "title": "T", "type": "integer", "minimum": 0, "nullable": true }),
        &[],
    );
}

#[test]
fn several_types_become_a_choice() {
    becomes(
        &json!({ "type": ["string", "array", "null"], "items": { "type": "integer" }, "maxLength": 3 }),
        &json!({ "maxLength": 3, "anyOf": [
            { "type": "string", "nullable": true },
            { "type": "array", "nullable": true, "items": { "type": "integer" } },
        ] }),
        &[],
    );
}

#[test]
fn words_of_later_schemas_are_translated() {
    becomes(&json!({ "const": 7, "type": "integer" }), &json!({ "type": "integer", "enum": [7] }), &[]);
    becomes(
        &json!({ "type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 9, "maximum": 5 }),
        &json!({ "type": "integer", "exclusiveMinimum": true, "maximum": 5, "minimum": 0 }),
        &[],
    );
    becomes(
        &json!({ "type": "string", "contentEncoding": "base64" }),
        &json!({ "type": "string", "format": "byte" }),
        &[],
    );
    becomes(
        &json!({ "$ref": "#/x", "description": "D" }),
        &json!({ "description": "D", "allOf": [{ "$ref": "#/x" }] }),
        &[],
    );
    becomes(&json!(true), &json!({}), &[]);
    becomes(&json!({ "type": "array" }), &json!({ "type": "array", "items": {} }), &[]);
}

#[test]
fn what_has_no_word_is_listed() {
    becomes(
        &json!({ "type": "string", "examples": ["a", "b"], "contentMediaType": "application/json",
            "contentSchema": { "type": "null" } }),
        &json!({ "type": "string", "example": "a" }),
        &[
            "/components/schemas/S/examples: OpenAPI 3.0 has one `example`; kept the first",
            "/components/schemas/S/contentMediaType: OpenAPI 3.0 has no `contentMediaType`; dropped",
            "/components/schemas/S/contentSchema: OpenAPI 3.0 has no `contentSchema`; dropped",
        ],
    );
    becomes(
        &json!({ "type": "object", "patternProperties": { "^x": { "type": "string" } }, "additionalProperties": false }),
        &json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        &[
            "/components/schemas/S/patternProperties: OpenAPI 3.0 has no `patternProperties`; members of any name fit any of them",
        ],
    );
    becomes(
        &json!({ "type": "array", "prefixItems": [{ "type": "string" }, { "type": "null" }], "items": false }),
        &json!({ "type": "array", "maxItems": 2, "items": { "type": "string", "nullable": true } }),
        &["/components/schemas/S/prefixItems: OpenAPI 3.0 has no `prefixItems`; each item fits any of them"],
    );
}

#[test]
fn around_schemas_too() {
    let mut document = json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1", "summary": "S", "license": { "name": "MIT", "identifier": "MIT" } },
        "webhooks": { "w": {} },
        "paths": { "/a": { "get": { "security": [{ "tls": [] }, { "key": [] }, {}],
            "responses": { "200": { "$ref": "#/components/responses/R", "description": "D" } } } } },
        "components": { "securitySchemes": { "tls": { "type": "mutualTLS" }, "key": { "type": "http", "scheme": "bearer" } } },
    });
    let losses: Vec<_> = to_3_0(&mut document).into_iter().map(|loss| loss.at).collect();
    assert_eq!(
        losses,
        ["/info/summary", "/webhooks", "/paths/~1a/get/responses/200/description", "/components/securitySchemes/tls"]
    );
    assert_eq!(document["info"]["license"]["url"], "https://spdx.org/licenses/MIT.html");
    assert_eq!(document["paths"]["/a"]["get"]["security"], json!([{ "key": [] }, {}]));
    assert_eq!(document["components"]["securitySchemes"], json!({ "key": { "type": "http", "scheme": "bearer" } }));
}

#[test]
fn a_licence_is_told_by_its_url() {
    let told = |identifier: &str| {
        let mut document = json!({ "info": { "license": { "name": "L", "identifier": identifier } } });
        assert_eq!(to_3_0(&mut document), []);
        document["info"]["license"].take()
    };
    assert_eq!(told("Apache-2.0"), json!({ "name": "L", "url": "https://spdx.org/licenses/Apache-2.0.html" }));
    assert_eq!(told("MIT OR Apache-2.0"), json!({ "name": "L", "url": "https://spdx.org/licenses/" }));
}

#[test]
fn one_body_of_each_kind_is_kept() {
    let of = |name: &str| json!({ "application/json": { "schema": { "$ref": name } } });
    let mut document = json!({ "paths": { "/a": { "post": { "responses": {
        "200": { "content": of("a") },
        "202": { "description": "nothing" },
        "304": { "description": "as it was" },
        "400": { "content": { "text/plain": {}, "application/json": { "schema": { "$ref": "e" } } } },
        "404": { "content": of("e") },
        "409": { "description": "nothing" },
        "413": { "content": { "text/plain": { "schema": { "type": "string" } } } },
        "500": { "$ref": "#/components/responses/Failed" },
    } } } }, "components": { "responses": { "Failed": { "content": of("e") } } } });
    let losses: Vec<_> = fold(&mut document).iter().map(ToString::to_string).collect();
    assert_eq!(
        losses,
        [
            "/paths/~1a/post/responses/400/content/text~1plain: a body beside `application/json`; dropped",
            "/paths/~1a/post/responses: successes have several bodies, or one has none; each is told as `application/octet-stream`",
            "/paths/~1a/post/responses/409: an answer without a body; dropped",
            "/paths/~1a/post/responses/413: an answer with another body; dropped",
        ]
    );
    let kept: Vec<_> = document["paths"]["/a"]["post"]["responses"].as_object().unwrap().keys().collect();
    assert_eq!(kept, ["200", "202", "304", "400", "404", "500"]);
    let responses = &document["paths"]["/a"]["post"]["responses"];
    let bytes = json!({ "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } });
    assert_eq!((&responses["200"]["content"], &responses["202"]["content"]), (&bytes, &bytes));
    assert_eq!(responses["304"].get("content"), None);
    assert_eq!(fold(&mut document), []);
}

#[test]
fn failures_have_one_body_that_may_be_any() {
    let of = |name: &str| json!({ "content": { "application/json": { "schema": { "$ref": name } } } });
    let mut document = json!({ "paths": {
        "/a": { "get": { "responses": { "200": of("a"), "400": of("wrong"), "404": of("missing"), "500": of("wrong") } } },
        "/b": { "get": { "responses": { "204": { "description": "nothing" }, "400": of("wrong"), "409": of("late") } } },
        "/c": { "get": { "responses": { "200": of("a"), "400": of("wrong") } } },
    }, "components": { "schemas": { "Failure": { "type": "string" } } } });
    let losses: Vec<_> = fold(&mut document).iter().map(ToString::to_string).collect();
    assert_eq!(
        losses,
        [
            "/paths/~1a/get/responses: failures have several bodies; each is `Failure_`, which may be any of them",
            "/paths/~1b/get/responses: failures have several bodies; each is `Failure_`, which may be any of them",
        ]
    );
    let choice = of("#/components/schemas/Failure_");
    assert_eq!(
        document["paths"]["/a"]["get"]["responses"],
        json!({ "200": of("a"), "400": choice, "404": choice, "500": choice })
    );
    assert_eq!(document["paths"]["/b"]["get"]["responses"]["409"], choice);
    assert_eq!(document["paths"]["/c"]["get"]["responses"]["400"], of("wrong"));
    assert_eq!(
        document["components"]["schemas"]["Failure_"]["oneOf"],
        json!([{ "$ref": "wrong" }, { "$ref": "missing" }, { "$ref": "late" }])
    );
    assert_eq!(fold(&mut document), []);
}

#[test]
fn answers_in_a_kind_of_json_are_told_as_json() {
    let problem = json!({ "content": { "application/problem+json": { "schema": { "$ref": "p" } } } });
    let patch = json!({ "content": { "application/merge-patch+json": { "schema": { "$ref": "m" } } } });
    let mut document = json!({ "paths": { "/a": { "patch": { "requestBody": patch, "responses": {
        "204": { "description": "nothing" }, "400": problem, "404": problem,
    } } } } });
    let losses: Vec<_> = fold(&mut document).iter().map(ToString::to_string).collect();
    assert_eq!(losses, ["/paths/~1a/patch/responses: `application/problem+json` is told as `application/json`"]);
    let told = json!({ "content": { "application/json": { "schema": { "$ref": "p" } } } });
    let operation = &document["paths"]["/a"]["patch"];
    assert_eq!(operation["responses"]["400"], told);
    assert_eq!(operation["requestBody"], patch);
    assert_eq!(fold(&mut document), []);
}

#[test]
fn choices_are_told_so_that_their_types_can_be_written() {
    let text = json!({ "type": ["string", "null"] });
    let folded = |schema: Value| {
        let mut document = with(&schema);
        document["components"]["schemas"]["Text"] = text.clone();
        let losses: Vec<_> = fold(&mut document).iter().map(ToString::to_string).collect();
        (document["components"]["schemas"]["S"].take(), losses)
    };
    let any = |choices: &Value| folded(json!({ "title": "T", "anyOf": choices, "type": "x" })).0;
    let reference = json!({ "$ref": "#/components/schemas/Text" });
    let apart = json!([reference, { "type": "integer" }]);
    assert_eq!(any(&apart).to_string(), json!({ "title": "T", "oneOf": apart, "type": "x" }).to_string());
    for not_apart in [
        json!([reference, { "type": "null" }, { "type": "integer" }]),
        json!([{ "type": "integer" }, { "type": "number" }]),
        json!([{ "type": "integer" }, { "enum": [1] }]),
        json!([{ "type": "integer" }, { "type": "null" }]),
    ] {
        assert_eq!(any(&not_apart)["anyOf"], not_apart);
    }
    let pause = |value: Value| json!({ "oneOf": [{ "type": "object", "properties": { "pause": value } }] });
    let empty = json!({ "type": ["object", "null"], "maxProperties": 0 });
    let loss = "/components/schemas/S/oneOf/0/properties/pause: `null`, which may be an empty object here";
    assert_eq!(folded(pause(json!({ "type": "null" }))), (pause(empty), vec![loss.to_owned()]));
    // Neither a member of that name nor a sample is a word.
    let samples = json!({ "properties": { "anyOf": { "type": "string" } }, "example": { "anyOf": apart } });
    assert_eq!(folded(samples.clone()), (samples, vec![]));
}

#[test]
fn a_variable_does_not_share_its_name() {
    let parameter = |at: &str, name: &str| json!({ "in": at, "name": name });
    let mut document = json!({ "paths": {
        "/{id}/a": {
            "parameters": [{ "$ref": "#/components/parameters/Id" }],
            "get": { "parameters": [parameter("query", "id"), parameter("header", "id_in_path")] },
            "put": { "parameters": [parameter("path", "id")] },
        },
        "/{id}/b": { "get": { "parameters": [parameter("path", "id"), parameter("query", "identity")] } },
    }, "components": { "parameters": { "Id": parameter("path", "id") } } });
    let losses: Vec<_> = fold(&mut document).iter().map(ToString::to_string).collect();
    assert_eq!(losses, ["/paths/~1{id}~1a: `id` is the name of another parameter too; `id_in_path_` in the path"]);
    let paths: Vec<_> = document["paths"].as_object().unwrap().keys().collect();
    assert_eq!(paths, ["/{id_in_path_}/a", "/{id}/b"]);
    let item = &document["paths"]["/{id_in_path_}/a"];
    assert_eq!(item["parameters"], json!([parameter("path", "id_in_path_")]));
    assert_eq!(item["get"]["parameters"][0], parameter("query", "id"));
    assert_eq!(item["put"]["parameters"], json!([parameter("path", "id_in_path_")]));
    assert_eq!(document["components"]["parameters"]["Id"]["name"], "id");
    assert_eq!(fold(&mut document), []);
}

#[test]
fn links_and_callbacks_follow_a_renamed_variable() {
    let parameter = |place: &str, name: &str| json!({ "in": place, "name": name, "schema": { "type": "string" } });
    let link = |key: &str, value: &str| {
        let parameters = json!({ key: value, "limit": "1" });
        json!({ "200": { "description": "It is there", "links": { "all": { "operationId": "all", "parameters": parameters } } } })
    };
    let callback =
        |path: &str| json!({ "sold": { (format!("https://{{{path}}}.example/{{$request.query.id}}")): {} } });
    let mut document = json!({ "openapi": "3.1.0", "paths": {
        "/{id}/all": {
            "parameters": [parameter("path", "id")],
            "get": {
                "operationId": "all",
                "parameters": [parameter("query", "id")],
                "responses": link("id", "$request.path.id"),
                "callbacks": callback("$request.path.id"),
            },
        },
        "/{id}": { "get": {
            "operationId": "one",
            "parameters": [parameter("path", "id")],
            "responses": link("id", "$request.path.id"),
            "callbacks": callback("$request.path.id"),
        } },
    } });
    fold(&mut document);
    let all = &document["paths"]["/{id_in_path}/all"]["get"];
    assert_eq!(all["responses"], link("id_in_path", "$request.path.id_in_path"));
    assert_eq!(all["callbacks"], callback("$request.path.id_in_path"));
    let one = &document["paths"]["/{id}"]["get"];
    assert_eq!(one["responses"], link("id_in_path", "$request.path.id"));
    assert_eq!(one["callbacks"], callback("$request.path.id"));
}

/// The documents that are kept in the repository.
fn committed() -> Vec<Value> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi");
    let folders = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let files = folders.flat_map(|folder| std::fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let documents = files.filter_map(|path| serde_json::from_str(&std::fs::read_to_string(path).ok()?).ok());
    documents.filter(|document: &Value| document["openapi"].is_string()).collect()
}

/// Finds every schema of a document of 3.0.
fn each_schema(value: &Value, is_schema: bool, visit: &mut dyn FnMut(&Value)) {
    if is_schema {
        visit(value);
    }
    let members: Vec<(&str, &Value)> = match value {
        Value::Object(object) => object.iter().map(|(key, value)| (key.as_str(), value)).collect(),
        Value::Array(list) => list.iter().map(|value| ("", value)).collect(),
        _ => return,
    };
    for (key, member) in members {
        match key {
            "properties" | "schemas" => member.as_object().unwrap().values().for_each(|schema| {
                each_schema(schema, true, visit);
            }),
            "allOf" | "anyOf" | "oneOf" => member.as_array().unwrap().iter().for_each(|schema| {
                each_schema(schema, true, visit);
            }),
            "schema" | "x-item-schema" => each_schema(member, true, visit),
            "items" | "not" | "additionalProperties" if is_schema => each_schema(member, member.is_object(), visit),
            "enum" | "example" | "examples" | "default" => {}
            _ => each_schema(member, false, visit),
        }
    }
}

#[test]
fn committed_documents_become_documents_of_3_0() {
    let documents = committed();
    assert!(!documents.is_empty());
    for mut document in documents {
        fold(&mut document);
        to_3_0(&mut document);
        let mut seen = 0;
        each_schema(&document, true, &mut |schema| {
            if schema.get("openapi").is_some() {
                return;
            }
            seen += 1;
            let object = schema.as_object().unwrap_or_else(|| panic!("{schema}"));
            assert!(!object.contains_key("$ref") || object.len() == 1, "{schema}");
            for key in object.keys().filter(|key| *key != "$ref" && !key.starts_with("x-")) {
                assert!(super::schema::KEYWORDS.contains(&key.as_str()), "`{key}` in {schema}");
            }
            let ty = object.get("type").map(|ty| ty.as_str().expect("one type"));
            assert!(
                ty.is_none_or(|ty| ["array", "boolean", "integer", "number", "object", "string"].contains(&ty)),
                "{schema}"
            );
            assert_eq!(ty == Some("array"), object.contains_key("items"), "{schema}");
        });
        assert!(seen > 20, "{seen}");
        for operation in
            document["paths"].as_object().unwrap().values().flat_map(|item| item.as_object().unwrap().values())
        {
            let Some(responses) = operation["responses"].as_object() else { continue };
            for kinds in [&["2"][..], &["4", "5"]] {
                let of_kind = responses.iter().filter(|(status, _)| kinds.iter().any(|kind| status.starts_with(kind)));
                let bodies: std::collections::HashSet<_> =
                    of_kind.map(|(_, answer)| answer["content"].to_string()).collect();
                assert!(bodies.len() <= 1, "{bodies:?}");
            }
        }
    }
}
