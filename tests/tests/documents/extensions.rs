//! Extensions in documents: what they bring is told where the controllers of others are.

use serde_json::Value;
use terrace::prelude::*;
use terrace::{Parts, TestClient};
use terrace_codegen::document;

use crate::{print, run};

/// Virtual machines.
#[controller(path = "/servers", key = server_id: u32)]
struct Servers;

#[routes]
impl Servers {
    #[load]
    async fn load(&self, server_id: u32) -> Result<u32, NotFound> {
        Ok(server_id)
    }

    /// Restart a server.
    #[action("reboot")]
    async fn reboot(&self, server: Loaded<Servers>) {
        let _ = server;
    }
}

/// Puts servers onto a shelf.
#[extension(alias = "os-shelve", updated = "2014-12-03", of = [Servers], controllers = [Shelves])]
struct Shelve;

#[routes(of = Servers)]
impl Shelve {
    /// Shelve a server.
    #[action("shelve")]
    async fn shelve(&self, server: Loaded<Servers>) {
        let _ = server;
    }

    /// Tell which shelf a server is on.
    #[get(member, "/shelf")]
    async fn shelf(&self) -> String {
        "the first".to_owned()
    }
}

/// Shelves.
#[controller(parent = Servers, path = "/shelves")]
struct Shelves;

#[routes]
impl Shelves {
    /// List shelves.
    #[index]
    async fn index(&self) -> Json<Vec<String>> {
        Json(Vec::new())
    }
}

api! {
    pub(crate) struct Cloud at "/";
    controllers: [Servers];
    extensions: [Shelve];
}

fn cloud() -> Value {
    serde_json::from_str(&document::<Cloud>(None).expect("a document")).expect("JSON")
}

#[test]
fn operations_are_those_of_the_controller() {
    let cloud = cloud();
    let shelf = &cloud["paths"]["/servers/{server_id}/shelf"]["get"];
    assert_eq!(shelf["tags"][0], "Servers");
    assert_eq!(shelf["operationId"], "servers_shelf");
    // The loader before it is the controller's.
    assert!(shelf["responses"]["404"].is_object(), "{shelf}");
    assert_eq!(shelf["parameters"][0]["name"], "server_id");
    let shelves = &cloud["paths"]["/servers/{server_id}/shelves"]["get"];
    assert_eq!(shelves["tags"][0], "Shelves");
    assert!(shelves["responses"]["404"].is_object(), "{shelves}");
    let tags: Vec<_> = cloud["tags"].as_array().expect("tags").iter().map(|tag| &tag["name"]).collect();
    assert_eq!(tags, ["Servers", "Shelves"]);
}

#[test]
fn actions_stand_beside_those_of_the_controller() {
    let action = cloud()["paths"]["/servers/{server_id}/action"]["post"].clone();
    assert_eq!(action["operationId"], "servers_action");
    let body = action["requestBody"].to_string();
    assert!(body.contains("reboot") && body.contains("shelve"), "{body}");
}

#[test]
fn routes_tell_whose_they_are() {
    let routes = print::<Cloud>(&["routes"]);
    let line = routes.lines().find(|line| line.contains("/shelf ")).expect("the route");
    assert!(line.contains("Shelve::shelf"), "{line}");
}

#[test]
fn a_document_lists_the_extensions_that_are_on() {
    assert_eq!(cloud()["x-extensions"], serde_json::json!(["os-shelve"]));
    let without: Value = serde_json::from_str(&print::<Cloud>(&["openapi", "--without", "os-shelve"])).expect("JSON");
    assert_eq!(without["x-extensions"], Value::Null);
}

#[test]
fn what_is_off_is_in_no_document_that_is_printed_without_it() {
    let document: Value = serde_json::from_str(&print::<Cloud>(&["openapi", "--without", "os-shelve"])).expect("JSON");
    let paths: Vec<_> = document["paths"].as_object().expect("paths").keys().collect();
    assert_eq!(paths, ["/servers/{server_id}/action"]);
    let action = document["paths"]["/servers/{server_id}/action"].to_string();
    assert!(action.contains("reboot") && !action.contains("shelve"), "{action}");
    let tags: Vec<_> = document["tags"].as_array().expect("tags").iter().map(|tag| &tag["name"]).collect();
    assert_eq!(tags, ["Servers"]);
}

#[test]
fn only_extensions_that_there_are_can_be_off() {
    let (_, error) = run::<Cloud>(&["openapi", "--without", "os-shelf"]);
    let error = error.expect("it is refused");
    assert_eq!(error.to_string(), "--without: there is no extension `os-shelf`; did you mean `os-shelve`?");
    assert_eq!(error.exit_code(), 2);
}

#[tokio::test]
async fn answers_are_held_against_the_document_of_what_is_on() {
    let off = Parts::new(()).without::<Cloud>("os-shelve").expect("an extension");
    let client = terrace_codegen::checked(TestClient::<Cloud>::with(off));
    assert_eq!(client.get("/servers/1/shelf").await.status(), 404);
    let (body, json) = (r#"{"reboot": null}"#, "application/json");
    assert!(client.post("/servers/1/action").header("content-type", json).body(body).await.status().is_success());
}
