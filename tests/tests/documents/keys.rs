//! Keys of maps: what is read and written, what documents say of them, and what of them is a change.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};
use terrace::TestClient;
use terrace::prelude::*;
use terrace_codegen::{checked, document};

versions! { Terms: "1", "2" }

/// What a shelf is for.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
#[model(versions = Terms)]
#[serde(rename_all = "snake_case")]
enum Subject {
    /// Of the sea.
    Sea,
    #[since(V2)]
    DeepSea,
}

/// A room.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
#[model]
struct Room(#[check(range = 1..=20)] u8);

/// A label.
#[derive(PartialEq, Eq, Hash)]
#[model]
struct Label(#[check(length = 2..=8, pattern = "^[a-z]+$")] String);

/// Where books are.
#[model(versions = Terms)]
struct Plan {
    #[serde(default)]
    rooms: BTreeMap<Room, u32>,
    #[serde(default)]
    #[check(keys(range = ..=9))]
    floors: BTreeMap<i8, String>,
    #[serde(default)]
    subjects: BTreeMap<Subject, Option<u32>>,
    #[serde(default)]
    books: BTreeMap<Uuid, BTreeMap<u32, bool>>,
    #[serde(default)]
    labels: HashMap<Label, Vec<u32>>,
}

/// Plans.
#[controller(path = "/plans", versions = Terms)]
struct Plans;

#[routes]
impl Plans {
    /// Take one.
    #[create(status = 200)]
    async fn create(&self, plan: Json<Plan>) -> Json<Plan> {
        plan
    }
}

api! {
    /// The library.
    struct Library(Terms) at "/";
    negotiate: header("Library-Version");
    controllers: [Plans];
}

async fn answer(version: &str, plan: &Value) -> (u16, Value) {
    let client = checked(TestClient::new(Library::new(())));
    let request = client.post("/plans").header("content-type", "application/json").header("library-version", version);
    let answer = request.body(plan.to_string()).await;
    (answer.status().as_u16(), serde_json::from_str(answer.text()).expect("JSON"))
}

#[tokio::test]
async fn keys_are_read_and_written_as_text() {
    let plan = json!({
        "rooms": { "1": 2, "20": 3 },
        "floors": { "-1": "cellar", "0": "ground" },
        "subjects": { "sea": 4, "deep_sea": null },
        "books": { "0f0e0d0c-0b0a-4908-8706-050403020100": { "7": true } },
        "labels": { "ab": [1] },
    });
    assert_eq!(answer("2", &plan).await, (200, plan));
}

#[tokio::test]
async fn a_wrong_key_is_refused_at_its_place() {
    let uuid = "0f0e0d0c-0b0a-4908-8706-050403020100";
    for (version, field, value, pointer, detail) in [
        (
            "2",
            "rooms",
            json!({ "one": 1 }),
            "/rooms/one",
            "expected a whole number from 0 to 255, found the text \"one\"",
        ),
        ("2", "rooms", json!({ "07": 1 }), "/rooms/07", "expected it as it is written, `7`"),
        ("2", "rooms", json!({ "0": 1 }), "/rooms/0", "expected a number from 1 to 20, found 0"),
        (
            "2",
            "rooms",
            json!({ "7": "x" }),
            "/rooms/7",
            "expected a whole number from 0 to 4294967295, found the text \"x\"",
        ),
        ("2", "floors", json!({ "12": "roof" }), "/floors/12", "expected a number of at most 9, found 12"),
        (
            "2",
            "subjects",
            json!({ "air": 1 }),
            "/subjects/air",
            "unknown value `air`, expected one of `sea`, `deep_sea`",
        ),
        ("1", "subjects", json!({ "deep_sea": 1 }), "/subjects/deep_sea", "unknown value `deep_sea`, expected `sea`"),
        ("2", "books", json!({ "a/b": {} }), "/books/a~1b", "expected a UUID, found the text \"a/b\""),
        (
            "2",
            "books",
            json!({ uuid: { "x": true } }),
            &format!("/books/{uuid}/x"),
            "expected a whole number from 0 to 4294967295, found the text \"x\"",
        ),
        (
            "2",
            "books",
            json!({ uuid: {}, uuid.to_uppercase(): {} }),
            &format!("/books/{uuid}"),
            "the field is there twice",
        ),
        ("2", "labels", json!({ "a": [] }), "/labels/a", "expected 2 to 8 characters, found 1"),
    ] {
        let (status, body) = answer(version, &json!({ field: value })).await;
        let error = &body["errors"][0];
        assert_eq!((status, &error["pointer"], &error["detail"]), (400, &json!(pointer), &json!(detail)), "{body}");
    }
}

#[test]
fn documents_say_what_keys_are() {
    let in_version = |version: &str| -> Value {
        let document = document::<Library>(<Terms as terrace::Versions>::SET.find(version)).expect("a document");
        let document: Value = serde_json::from_str(&document).expect("JSON");
        document["components"]["schemas"]["PlanInput"]["properties"].clone()
    };
    let fields = in_version("2");
    let check = |field: &str, expected: Value| assert_eq!(fields[field]["propertyNames"], expected, "{field}");
    let room = json!({ "type": "string", "description": "A room", "pattern": "^(?:[1-9]|(?:1[0-9]|20))$" });
    check("rooms", room);
    let floor = "^(?:-(?:[1-9][0-9]?|1(?:[0-1][0-9]|2[0-8]))|0|[1-9])$";
    check("floors", json!({ "type": "string", "pattern": floor }));
    let subject = "What a shelf is for\n\n- `sea`: Of the sea";
    check("subjects", json!({ "type": "string", "description": subject, "enum": ["sea", "deep_sea"] }));
    assert_eq!(in_version("1")["subjects"]["propertyNames"]["enum"], json!(["sea"]));
    check("books", json!({ "type": "string", "format": "uuid" }));
    let inner = &fields["books"]["additionalProperties"]["propertyNames"];
    assert_eq!(inner["type"], "string");
    check(
        "labels",
        json!({ "type": "string", "description": "A label", "minLength": 2, "maxLength": 8, "pattern": "^[a-z]+$" }),
    );
}

/// A library that names shelves by this.
macro_rules! shelves {
    ($($library:ident $key:ident { $($variant:ident),* })*) => {$(
        mod $library {
            #![allow(dead_code, reason = "only the tables of these are read")]

            use super::*;

            #[derive(PartialEq, Eq, PartialOrd, Ord)]
            #[model(versions = Terms)]
            pub(super) enum $key { $($variant),* }

            #[model(versions = Terms)]
            pub(super) struct Books {
                shelves: BTreeMap<$key, u32>,
            }

            /// Books.
            #[controller(path = "/books", versions = Terms)]
            pub(super) struct Shelves;

            #[routes]
            impl Shelves {
                /// Put books there.
                #[create(status = 204)]
                async fn create(&self, _books: Json<Books>) {}
            }

            api! {
                /// Shelves.
                pub(super) struct Api(Terms) at "/";
                negotiate: header("Library-Version");
                controllers: [Shelves];
            }
        }
    )*};
}

shelves! {
    before Subject { Sea, Land }
    fewer Subject { Sea }
    more Subject { Sea, Land, Air }
}

/// What `check` says of an edit of what is published, once documents are written where that may be.
fn judged<A: terrace::Application + terrace::FromState<()>>() -> String {
    let folder = tempfile::tempdir().expect("a folder of one's own");
    let name = folder.path().to_str().expect("a name that was made up for a test");
    crate::print::<before::Api>(&["publish", "1", "--dir", name]);
    crate::run::<A>(&["openapi", "--out", name]);
    let (said, error) = crate::run::<A>(&["check", "--dir", name]);
    if error.is_some() { said } else { String::new() }
}

#[test]
fn a_key_that_is_no_longer_taken_breaks_clients_and_one_more_does_not() {
    let said = judged::<fewer::Api>();
    assert!(
        said.contains("enum-value-removed at /components/schemas/Books/properties/shelves/propertyNames"),
        "{said}"
    );
    assert_eq!(judged::<more::Api>(), "");
}
