//! What an API adds to a model, in its documents: the fields stand in the model's schema, where and when they exist.

use serde_json::{Value, json};
use terrace::TestClient;
use terrace::prelude::*;
use terrace_codegen::{checked, document};

use crate::print;

versions! { Releases: "1", "2" }

/// A virtual machine.
#[model(versions = Releases, open)]
#[example(Server { name: "web".to_owned(), extra: Extra::default() })]
#[derive(Clone, Debug)]
struct Server {
    /// What it is called.
    name: String,
    extra: Extra<Server>,
}

/// Where it stands.
#[model(versions = Releases, extends = Server, prefix = "ACME")]
#[example({ "ACME:row": 3 })]
#[derive(Clone, Debug)]
struct Rack {
    /// The row.
    #[check(range = 1..=9)]
    row: u8,
    /// Who is near.
    #[since(V2)]
    near: Option<Neighbour>,
    #[read_only]
    seen: Option<u32>,
}

/// Another machine.
#[model(versions = Releases)]
#[derive(Clone, Debug)]
struct Neighbour {
    name: String,
}

#[model(versions = Releases, extends = Server, prefix = "OS-SCH-HNT", since = V2)]
#[derive(Clone, Debug)]
struct Hints {
    #[serde(default)]
    group: Option<String>,
}

/// Servers.
#[controller(path = "/servers", versions = Releases)]
struct Servers;

#[routes]
impl Servers {
    /// Create one.
    #[create(status = 200)]
    async fn create(&self, server: Json<Server>) -> Json<Server> {
        server
    }

    /// List those that nobody added to.
    #[index]
    async fn index(&self) -> Json<Vec<Server>> {
        Json(vec![Server { name: "web".to_owned(), extra: Extra::default() }])
    }
}

api! {
    /// With all of it.
    struct Full(Releases) at "/";
    negotiate: header("Version");
    additions: [Rack, Hints];
    controllers: [Servers];
}

api! {
    /// With what clients may leave out.
    struct Hinted(Releases) at "/";
    negotiate: header("Version");
    unknown_fields: drop;
    additions: [Hints];
    controllers: [Servers];
}

api! {
    /// As it is.
    struct Plain(Releases) at "/";
    negotiate: header("Version");
    controllers: [Servers];
}

fn schemas<A: terrace::Api>(version: Version) -> Value {
    let document: Value = serde_json::from_str(&document::<A>(Some(version)).expect("a document")).expect("JSON");
    document["components"]["schemas"].clone()
}

fn names(schema: &Value) -> Vec<&str> {
    let properties = schema["properties"].as_object().into_iter().flatten();
    properties.map(|(name, _)| name.as_str()).collect()
}

#[test]
fn the_fields_stand_in_the_models_schema_in_the_versions_in_which_they_exist() {
    let first = schemas::<Full>(Releases::V1);
    assert_eq!(names(&first["Server"]), ["name", "ACME:row", "ACME:seen"]);
    assert_eq!(names(&first["ServerInput"]), ["name", "ACME:row"]);
    assert_eq!(first["Neighbour"], Value::Null);
    let second = schemas::<Full>(Releases::V2);
    assert_eq!(names(&second["Server"]), ["name", "ACME:row", "ACME:near", "ACME:seen", "OS-SCH-HNT:group"]);
    assert_eq!(names(&second["ServerInput"]), ["name", "ACME:row", "ACME:near", "OS-SCH-HNT:group"]);
    let row = json!({ "type": "integer", "description": "The row", "minimum": 1, "maximum": 9 });
    assert_eq!(second["ServerInput"]["properties"]["ACME:row"], row);
    assert_eq!(names(&second["Neighbour"]), ["name"]);
}

#[test]
fn clients_must_send_what_has_no_default_and_no_answer_must_have_it() {
    let schemas = schemas::<Full>(Releases::V2);
    assert_eq!(schemas["ServerInput"]["required"], json!(["name", "ACME:row"]));
    assert_eq!(schemas["Server"]["required"], json!(["name"]));
    assert_eq!(schemas["Server"]["additionalProperties"], false);
    assert_eq!(schemas["ServerInput"]["examples"], json!([{ "name": "web", "ACME:row": 3 }]));
}

#[test]
fn the_schemas_of_other_apis_do_not_have_them() {
    let plain = schemas::<Plain>(Releases::V2);
    assert_eq!(names(&plain["Server"]), ["name"]);
    assert_eq!(plain["ServerInput"], Value::Null);
    assert_eq!(names(&schemas::<Hinted>(Releases::V1)["Server"]), ["name"]);
    // It looks alike both ways, so that there is one.
    let hinted = schemas::<Hinted>(Releases::V2);
    assert_eq!(names(&hinted["Server"]), ["name", "OS-SCH-HNT:group"]);
    assert_eq!(hinted["ServerInput"], Value::Null);
}

#[test]
fn the_command_line_shows_them() {
    let shown = print::<Full>(&["show", "--version", "2", "Server"]);
    assert!(shown.contains("OS-SCH-HNT:group"), "{shown}");
    let differences = print::<Full>(&["diff", "1", "2"]);
    for name in ["ACME:near", "OS-SCH-HNT:group"] {
        assert!(differences.contains(name), "{differences}");
    }
    assert!(!differences.contains("ACME:row"), "{differences}");
}

#[tokio::test]
async fn what_is_served_is_as_documents_say() {
    let client = checked(TestClient::new(Full::new(())));
    let post = |version: &str, body: &'static str| {
        client.post("/servers").header("version", version).header("content-type", "application/json").body(body)
    };
    assert_eq!(post("1", r#"{"name":"web","ACME:row":1}"#).await.status(), 200);
    let body = r#"{"name":"web","ACME:row":1,"ACME:near":{"name":"db"},"OS-SCH-HNT:group":"a"}"#;
    assert_eq!(
        post("2", body).await.text(),
        r#"{"name":"web","ACME:row":1,"ACME:near":{"name":"db"},"ACME:seen":null,"OS-SCH-HNT:group":"a"}"#
    );
    assert_eq!(post("2", r#"{"name":"web"}"#).await.status(), 400);
    assert_eq!(post("1", body).await.status(), 400);
    assert_eq!(client.get("/servers").header("version", "2").await.text(), r#"[{"name":"web"}]"#);
}
