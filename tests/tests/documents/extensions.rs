//! Extensions in documents: what they bring is told where the controllers of others are.

use serde_json::Value;
use terrace::prelude::*;
use terrace_codegen::document;

use crate::print;

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
    struct Cloud at "/";
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
