use serde_json::{Value, json};
use terrace_model::schema::Bounds;
use terrace_model::{Deprecation, Doc, Name, Place, Range, Rule, VersionSet};

use super::*;

const TEXT: Type = Type::plain(Shape::Text { format: None });
const BYTE: Type = Type::plain(Shape::Integer { minimum: 0, maximum: 255, format: None });
const PLACE: Place = Place { file: "src/lib.rs", line: 1 };

fn text_ty() -> &'static Type {
    &TEXT
}

fn byte_ty() -> &'static Type {
    &BYTE
}

fn maybe_text() -> &'static Type {
    const { &Type::plain(Shape::Optional(text_ty)) }
}

fn texts() -> &'static Type {
    const { &Type::plain(Shape::List(text_ty)) }
}

fn doc(summary: &'static str) -> Doc {
    Doc { summary, description: "" }
}

const fn named(
    base: &'static str,
    path: &'static str,
    parameters: &'static [terrace_model::schema::TypeRef],
) -> Option<Name> {
    Some(Name { base, parameters, path, place: PLACE })
}

const fn variant(name: &'static str, shape: Shape) -> Variant {
    Variant { name, doc: Doc::NONE, range: Range::ALL, deprecation: Deprecation::No, shape }
}

const fn object(base: &'static str, path: &'static str, fields: &'static [Field]) -> Type {
    Type { name: named(base, path, &[]), ..Type::plain(Shape::Object(fields)) }
}

/// A tree refers to itself.
fn tree() -> &'static Type {
    const FIELDS: &[Field] =
        &[Field::plain("label", text_ty), Field::plain("children", trees), Field::plain("above", maybe_tree)];
    const { &object("Tree", "test::Tree", FIELDS) }
}

fn trees() -> &'static Type {
    const { &Type::plain(Shape::List(tree)) }
}

fn maybe_tree() -> &'static Type {
    const { &Type::plain(Shape::Optional(tree)) }
}

/// The schema of a type that a service sends, or that a client may send, and what it refers to.
fn schema(ty: &'static Type, is_read: bool) -> (Value, Value) {
    let mut names = Names::default();
    let (read, written): (&[_], &[_]) = if is_read { (&[ty], &[]) } else { (&[], &[ty]) };
    let directions = Directions::between(&[], read, written, &[None]);
    let mut schemas = Schemas::new(None, &mut names, &directions);
    let own = if is_read { schemas.read(ty) } else { schemas.written(ty) };
    (json!(own), json!(schemas.finish()))
}

#[track_caller]
fn check(shape: Shape, expected: &Value) {
    let ty = Box::leak(Box::new(Type::plain(shape)));
    assert_eq!(&schema(ty, false).0, expected);
}

#[track_caller]
fn check_field(field: Field, expected: &Value) {
    let ty = Box::leak(Box::new(Type::plain(Shape::Object(Box::leak(Box::new([field]))))));
    assert_eq!(&schema(ty, false).0["properties"][field.name], expected);
}

#[test]
fn plain_shapes_are_written_as_they_are() {
    check(Shape::Any, &json!({}));
    check(Shape::Boolean, &json!({ "type": "boolean" }));
    check(Shape::Null, &json!({ "type": "null" }));
    check(Shape::Number { format: "double" }, &json!({ "type": "number", "format": "double" }));
    check(Shape::Text { format: Some("uuid") }, &json!({ "type": "string", "format": "uuid" }));
    check(
        Shape::List(byte_ty),
        &json!({ "type": "array", "items": { "type": "integer", "minimum": 0, "maximum": 255 } }),
    );
    let values = json!({ "type": "string" });
    let map = |key| Shape::Map { key, value: text_ty };
    check(map(text_ty), &json!({ "type": "object", "additionalProperties": values }));
    let byte = json!({ "type": "string", "pattern": "^(?:0|[1-9][0-9]?|(?:1[0-9]{2}|2(?:[0-4][0-9]|5[0-5])))$" });
    check(map(byte_ty), &json!({ "type": "object", "additionalProperties": values, "propertyNames": byte }));
    check(Shape::Same(text_ty), &json!({ "type": "string" }));
}

#[test]
fn integers_have_exact_bounds_where_a_document_can_say_them() {
    let integer = |minimum, maximum, format| Shape::Integer { minimum, maximum, format };
    check(
        integer(i64::MIN.into(), i64::MAX.into(), Some("int64")),
        &json!({ "type": "integer", "format": "int64", "minimum": i64::MIN, "maximum": i64::MAX }),
    );
    check(integer(0, u64::MAX.into(), None), &json!({ "type": "integer", "minimum": 0, "maximum": u64::MAX }));
    check(integer(i128::MIN, i128::MAX, None), &json!({ "type": "integer" }));
}

#[test]
fn optional_values_may_be_null() {
    check(Shape::Optional(text_ty), &json!({ "type": ["string", "null"] }));
    check(Shape::Optional(texts), &json!({ "type": ["array", "null"], "items": { "type": "string" } }));
    check(Shape::Optional(tree), &json!({ "anyOf": [{ "$ref": "#/components/schemas/Tree" }, { "type": "null" }] }));
    check(Shape::Patch(text_ty), &json!({ "type": ["string", "null"] }));
}

#[test]
fn a_type_may_refer_to_itself() {
    let (own, listed) = schema(tree(), true);
    assert_eq!(own, json!({ "$ref": "#/components/schemas/Tree" }));
    let above = json!({ "anyOf": [{ "$ref": "#/components/schemas/Tree" }, { "type": "null" }] });
    assert_eq!(
        listed,
        json!({ "Tree": {
            "type": "object",
            "required": ["label", "children"],
            "properties": {
                "label": { "type": "string" },
                "children": { "type": "array", "items": { "$ref": "#/components/schemas/Tree" } },
                "above": above,
            },
            "additionalProperties": false,
        }})
    );
}

#[test]
fn an_answer_has_what_is_always_written() {
    fn patch() -> &'static Type {
        const { &Type::plain(Shape::Patch(text_ty)) }
    }
    fn change() -> &'static Type {
        const FIELDS: &[Field] = &[Field::plain("label", text_ty), Field::plain("note", patch)];
        const { &object("Change", "test::Change", FIELDS) }
    }
    let (_, listed) = schema(tree(), false);
    assert_eq!(listed["Tree"]["required"], json!(["label", "children", "above"]));
    let (_, listed) = schema(change(), false);
    assert_eq!(listed["Change"]["required"], json!(["label"]));
}

#[test]
fn rules_and_notes_stand_beside_a_fields_type() {
    let items = const {
        &[Constraint::always(Rule::Items(Bounds { minimum: 0, maximum: Some(5) })), Constraint::always(Rule::Unique)]
    };
    let length = const { &[Constraint::always(Rule::Length(Bounds { minimum: 1, maximum: Some(255) }))] };
    check_field(
        Field {
            rules: length,
            doc: doc("A name"),
            example: Some(|_| Some("\"web\"".to_owned())),
            ..Field::plain("name", text_ty)
        },
        &json!({ "type": "string", "minLength": 1, "maxLength": 255, "description": "A name", "examples": ["web"] }),
    );
    check_field(
        Field { rules: length, ..Field::plain("name", maybe_text) },
        &json!({ "type": ["string", "null"], "minLength": 1, "maxLength": 255 }),
    );
    check_field(
        Field {
            rules: const { &[Constraint::always(Rule::Range { minimum: Some(1.0), maximum: None })] },
            ..Field::plain("n", byte_ty)
        },
        &json!({ "type": "integer", "minimum": 1, "maximum": 255 }),
    );
    check_field(
        Field { rules: items, ..Field::plain("list", texts) },
        &json!({ "type": "array", "items": { "type": "string" }, "maxItems": 5, "uniqueItems": true }),
    );
    check_field(
        Field { doc: doc("Its root"), ..Field::plain("root", tree) },
        &json!({ "$ref": "#/components/schemas/Tree", "description": "Its root" }),
    );
}

#[test]
fn what_a_client_may_leave_out_has_its_default() {
    const NUMBER: Field = Field { default: Some(|_| Some("3".to_owned())), ..Field::plain("n", byte_ty) };
    const FIELDS: &[Field] = &[
        NUMBER,
        Field { name: "untold", default: Some(|_| None), ..NUMBER },
        Field { name: "nothing", ty: maybe_text, default: Some(|_| Some("null".to_owned())), ..NUMBER },
    ];
    let ty = const { &Type::plain(Shape::Object(FIELDS)) };
    let number = json!({ "type": "integer", "minimum": 0, "maximum": 255 });
    let properties =
        |with_default: Value| json!({ "n": with_default, "untold": number, "nothing": { "type": ["string", "null"] } });
    let mut with_default = number.clone();
    with_default["default"] = json!(3);
    assert_eq!(schema(ty, true).0["properties"], properties(with_default));
    assert_eq!(schema(ty, false).0["properties"], properties(number.clone()));
}

#[test]
fn enums_have_four_forms() {
    const BOX: &[Field] = &[Field::plain("size", byte_ty)];
    fn crate_ty() -> &'static Type {
        const { &object("Crate", "test::Crate", BOX) }
    }
    const VARIANTS: &[Variant] =
        &[variant("none", Shape::Null), variant("box", Shape::Object(BOX)), variant("crate", Shape::Same(crate_ty))];
    let size = json!({ "type": "integer", "minimum": 0, "maximum": 255 });
    let boxed = json!({
        "type": "object", "required": ["size"], "properties": { "size": size }, "additionalProperties": false,
    });
    let reference = json!({ "$ref": "#/components/schemas/Crate" });
    let closed = |properties: Value| {
        let required: Vec<_> = properties.as_object().expect("an object").keys().cloned().collect();
        json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false })
    };
    let tag = |name| json!({ "type": "string", "enum": [name] });
    let form = |tagging| Shape::Enum { tagging, variants: VARIANTS };
    check(
        form(Tagging::External),
        &json!({ "oneOf": [tag("none"), closed(json!({ "box": boxed })), closed(json!({ "crate": reference }))] }),
    );
    check(
        form(Tagging::Internal { tag: "kind" }),
        &json!({ "oneOf": [
            closed(json!({ "kind": tag("none") })),
            closed(json!({ "kind": tag("box"), "size": size })),
            closed(json!({ "kind": tag("crate"), "size": size })),
        ]}),
    );
    check(
        form(Tagging::Adjacent { tag: "kind", content: "of" }),
        &json!({ "oneOf": [
            closed(json!({ "kind": tag("none") })),
            closed(json!({ "kind": tag("box"), "of": boxed })),
            closed(json!({ "kind": tag("crate"), "of": reference })),
        ]}),
    );
    check(form(Tagging::Untagged), &json!({ "anyOf": [{ "type": "null" }, boxed, reference] }));
}

#[test]
fn a_tag_stands_beside_the_tag_of_what_is_within() {
    const INNER: &[Variant] =
        &[variant("low", Shape::Null), variant("high", Shape::Object(&[Field::plain("size", byte_ty)]))];
    fn inner() -> &'static Type {
        const {
            &Type {
                name: named("Inner", "test::Inner", &[]),
                ..Type::plain(Shape::Enum { tagging: Tagging::Internal { tag: "level" }, variants: INNER })
            }
        }
    }
    const OUTER: &[Variant] = &[variant("none", Shape::Null), variant("within", Shape::Same(inner))];
    let tag = |name| json!({ "type": "string", "enum": [name] });
    let closed = |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false });
    let size = json!({ "type": "integer", "minimum": 0, "maximum": 255 });
    let (within, low, high) = (tag("within"), tag("low"), tag("high"));
    check(
        Shape::Enum { tagging: Tagging::Internal { tag: "kind" }, variants: OUTER },
        &json!({ "oneOf": [
            closed(&["kind"], json!({ "kind": tag("none") })),
            { "oneOf": [
                closed(&["kind", "level"], json!({ "kind": within, "level": low })),
                closed(&["kind", "level", "size"], json!({ "kind": within, "level": high, "size": size })),
            ]},
        ]}),
    );
}

#[test]
fn an_enum_of_names_is_a_list_of_words() {
    const VARIANTS: &[Variant] = &[
        Variant { doc: Doc { summary: "It runs", description: "" }, ..variant("ACTIVE", Shape::Null) },
        variant("ERROR", Shape::Null),
    ];
    fn state() -> &'static Type {
        const {
            &Type {
                name: named("State", "test::State", &[]),
                doc: Doc { summary: "How it is", description: "" },
                ..Type::plain(Shape::Enum { tagging: Tagging::External, variants: VARIANTS })
            }
        }
    }
    let (_, listed) = schema(state(), false);
    assert_eq!(
        listed["State"],
        json!({ "type": "string", "enum": ["ACTIVE", "ERROR"], "description": "How it is\n\n- `ACTIVE`: It runs" })
    );
}

#[test]
fn generic_types_are_named_after_their_parameters() {
    fn page() -> &'static Type {
        const { &Type { name: named("Page", "test::Page", &[tree]), ..Type::plain(Shape::List(tree)) } }
    }
    fn pair() -> &'static Type {
        const { &Type { name: named("Pair", "test::Pair", &[texts, byte_ty]), ..Type::plain(Shape::Null) } }
    }
    assert_eq!(schema(page(), false).0, json!({ "$ref": "#/components/schemas/PageOfTree" }));
    assert_eq!(schema(pair(), false).0, json!({ "$ref": "#/components/schemas/PairOfListOfStringAndUint8" }));
}

#[test]
fn two_types_of_one_name_are_told() {
    fn other() -> &'static Type {
        const {
            &Type {
                name: Some(Name {
                    base: "Tree",
                    parameters: &[],
                    path: "park::Tree",
                    place: Place { file: "park.rs", line: 7 },
                }),
                ..Type::plain(Shape::Null)
            }
        }
    }
    let mut names = Names::default();
    let directions = Directions::between(&[], &[], &[tree(), other()], &[None]);
    let mut schemas = Schemas::new(None, &mut names, &directions);
    for ty in [tree(), other(), tree(), other()] {
        schemas.written(ty);
    }
    schemas.finish();
    let said: Vec<_> = names.clashes().iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        ["two types claim the schema name `Tree`: `test::Tree` (src/lib.rs:1) and `park::Tree` (park.rs:7)\n\
          help: rename one in documents: `#[model(name = \"…\")]`"]
    );
}

static RELEASES: VersionSet =
    VersionSet { name: "Releases", id: "test::Releases", labels: &["1", "2", "3"], lapses: &[] };

const fn since(at: u16) -> Range {
    Range { since: Some(RELEASES.at(at)), until: None }
}

const fn until(at: u16) -> Range {
    Range { since: None, until: Some(RELEASES.at(at)) }
}

fn state() -> &'static Type {
    const VARIANTS: &[Variant] = &[
        variant("there", Shape::Null),
        Variant { range: since(1), ..variant("lent", Shape::Null) },
        Variant { range: until(2), ..variant("lost", Shape::Null) },
    ];
    const { &Type::plain(Shape::Enum { tagging: Tagging::External, variants: VARIANTS }) }
}

/// Each version differs from the others in something.
fn book() -> &'static Type {
    const LENGTHS: &[Constraint] = &[
        Constraint { rule: Rule::Length(Bounds { minimum: 1, maximum: Some(5) }), range: until(1) },
        Constraint { rule: Rule::Length(Bounds { minimum: 1, maximum: Some(9) }), range: since(1) },
    ];
    const FIELDS: &[Field] = &[
        Field { rules: LENGTHS, ..Field::plain("title", text_ty) },
        Field { range: until(2), ..Field::plain("price", byte_ty) },
        Field { range: since(2), ..Field::plain("price", text_ty) },
        Field { required_since: Some(RELEASES.at(1)), ..Field::plain("language", maybe_text) },
        Field { deprecation: Deprecation::Since(RELEASES.at(2)), ..Field::plain("state", state) },
    ];
    const { &object("Book", "test::Book", FIELDS) }
}

fn shelf() -> &'static Type {
    const FIELDS: &[Field] = &[Field::plain("best", book)];
    const { &object("Shelf", "test::Shelf", FIELDS) }
}

fn listed(directions: &Directions, version: u16, read: &[&'static Type], written: &[&'static Type]) -> Value {
    let mut names = Names::default();
    let mut schemas = Schemas::new(Some(RELEASES.at(version)), &mut names, directions);
    read.iter().for_each(|ty| drop(schemas.read(ty)));
    written.iter().for_each(|ty| drop(schemas.written(ty)));
    json!(schemas.finish())
}

#[test]
fn a_version_has_what_exists_in_it() {
    let directions = Directions::between(&[], &[book()], &[], &[]);
    let check = |version, expected: &Value| {
        let found = &listed(&directions, version, &[book()], &[])["Book"];
        assert_eq!(found, expected, "{version}");
    };
    let object = |required: Value, properties: Value| json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false });
    let title = |length: u8| json!({ "type": "string", "minLength": 1, "maxLength": length });
    let price = json!({ "type": "integer", "minimum": 0, "maximum": 255 });
    let language = json!({ "type": ["string", "null"] });
    check(
        0,
        &object(
            json!(["title", "price", "state"]),
            json!({
                "title": title(5), "price": price, "language": language,
                "state": { "type": "string", "enum": ["there", "lost"] },
            }),
        ),
    );
    check(
        1,
        &object(
            json!(["title", "price", "language", "state"]),
            json!({
                "title": title(9), "price": price, "language": language,
                "state": { "type": "string", "enum": ["there", "lent", "lost"] },
            }),
        ),
    );
    check(
        2,
        &object(
            json!(["title", "price", "language", "state"]),
            json!({
                "title": title(9), "price": { "type": "string" }, "language": language,
                "state": { "type": "string", "enum": ["there", "lent"], "deprecated": true },
            }),
        ),
    );
}

#[test]
fn a_type_that_looks_otherwise_as_input_in_some_version_is_two_in_all() {
    let all: Vec<_> = RELEASES.iter().map(Some).collect();
    let names = |directions: &Directions, version| {
        let found = listed(directions, version, &[shelf()], &[shelf()]);
        found.as_object().map(|found| found.keys().cloned().collect::<Vec<_>>()).unwrap_or_default()
    };
    let both = Directions::between(&[], &[shelf()], &[shelf()], &all);
    assert_eq!(names(&both, 0), ["Book", "BookInput", "Shelf", "ShelfInput"]);
    assert_eq!(names(&both, 2), ["Book", "BookInput", "Shelf", "ShelfInput"]);
    let input = &listed(&both, 0, &[shelf()], &[])["ShelfInput"];
    assert_eq!(input["properties"]["best"]["$ref"], "#/components/schemas/BookInput");
    // In none of these versions it does.
    let late = Directions::between(&[], &[shelf()], &[shelf()], &all[1..]);
    assert_eq!(names(&late, 1), ["Book", "Shelf"]);
    // Where nothing is answered with it, there is one.
    let sent = Directions::between(&[], &[shelf()], &[], &all);
    assert_eq!(names(&sent, 0), ["Book", "Shelf"]);
}

#[test]
fn what_one_side_sends_is_in_its_schema_alone() {
    fn user() -> &'static Type {
        const FIELDS: &[Field] = &[
            Field { access: Access::ReadOnly, ..Field::plain("id", byte_ty) },
            Field { access: Access::ReadOnly, ..Field::plain("home", tree) },
            Field::plain("name", text_ty),
            Field { access: Access::WriteOnly, ..Field::plain("secret", text_ty) },
            Field {
                access: Access::WriteOnly,
                doc: Doc { summary: "Its keys", description: "" },
                ..Field::plain("keys", texts)
            },
        ];
        const { &object("User", "test::User", FIELDS) }
    }
    let directions = Directions::between(&[], &[user()], &[user()], &[None]);
    let mut names = Names::default();
    let mut schemas = Schemas::new(None, &mut names, &directions);
    let both = (schemas.read(user()), schemas.written(user()));
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    assert_eq!((json!(both.0), json!(both.1)), (reference("UserInput"), reference("User")));
    let listed = json!(schemas.finish());
    assert_eq!(listed["User"]["required"], json!(["id", "home", "name"]));
    let home = json!({ "allOf": [{ "$ref": "#/components/schemas/Tree" }], "readOnly": true });
    let id = json!({ "type": "integer", "minimum": 0, "maximum": 255, "readOnly": true });
    assert_eq!(listed["User"]["properties"], json!({ "id": id, "home": home, "name": { "type": "string" } }));
    assert_eq!(listed["UserInput"]["required"], json!(["name", "secret", "keys"]));
    let keys = json!({ "type": "array", "items": { "type": "string" }, "description": "Its keys", "writeOnly": true });
    let secret = json!({ "type": "string", "writeOnly": true });
    let input = json!({ "name": { "type": "string" }, "secret": secret, "keys": keys });
    assert_eq!(listed["UserInput"]["properties"], input);
    // What only answers have is not sent by clients, and is one schema.
    assert!(listed.get("TreeInput").is_none(), "{listed}");
}

#[test]
fn fields_of_what_is_flattened_stand_in_its_place() {
    fn size() -> &'static Type {
        const FIELDS: &[Field] = &[
            Field::plain("low", byte_ty),
            Field { range: until(2), ..Field::plain("high", byte_ty) },
            Field { access: Access::ReadOnly, ..Field::plain("used", byte_ty) },
        ];
        const { &object("Size", "test::Size", FIELDS) }
    }
    fn room() -> &'static Type {
        const FIELDS: &[Field] = &[
            Field::plain("name", text_ty),
            Field { is_flattened: true, ..Field::plain("size", size) },
            Field::plain("door", text_ty),
        ];
        const { &object("Room", "test::Room", FIELDS) }
    }
    let all: Vec<_> = RELEASES.iter().map(Some).collect();
    let both = Directions::between(&[], &[room()], &[room()], &all);
    let found = listed(&both, 0, &[room()], &[room()]);
    let names = |found: &Value| found.as_object().map(|found| found.keys().cloned().collect::<Vec<_>>());
    assert_eq!(names(&found), Some(vec!["Room".to_owned(), "RoomInput".to_owned()]), "{found}");
    assert_eq!(found["Room"]["required"], json!(["name", "low", "high", "used", "door"]));
    assert_eq!(found["RoomInput"]["required"], json!(["name", "low", "high", "door"]));
    assert_eq!(found["RoomInput"]["additionalProperties"], false);
    let late = listed(&both, 2, &[room()], &[room()]);
    assert_eq!(late["RoomInput"]["required"], json!(["name", "low", "door"]));
}

#[test]
fn a_client_may_send_other_fields_where_they_are_dropped() {
    let mut directions = Directions::between(&[], &[book()], &[], &[]);
    directions.is_lenient = true;
    assert_eq!(listed(&directions, 0, &[book()], &[])["Book"]["additionalProperties"], Value::Null);
    let mut directions = Directions::between(&[], &[], &[book()], &[]);
    directions.is_lenient = true;
    assert_eq!(listed(&directions, 0, &[], &[book()])["Book"]["additionalProperties"], false);
}
