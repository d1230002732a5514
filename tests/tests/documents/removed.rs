//! What was removed: no version's document has it, the ones before tell of it, and `routes` lists it.

use serde_json::Value;
use terrace::prelude::*;

use crate::print;

versions! {
    Nova: "2.1" ..= "2.5"
}

removed! {
    struct Retired(Nova);
    reason: "cells are gone";
    "/cells": get;
    "/servers/{id}/action": action("resetNetwork");
}

#[controller(path = "/servers", key = id: u32, versions = Nova)]
struct Servers;

#[routes]
impl Servers {
    /// List servers.
    #[index(until = V2_3, removed = "ask for details")]
    async fn index(&self) {}

    /// Make one.
    ///
    /// At once.
    #[create(until = V2_3, gap = "it was thought over")]
    async fn create(&self) {}

    #[create(since = V2_4)]
    async fn create_anew(&self) {}

    /// Pause it.
    #[action("pause", until = V2_3, removed = "suspend it")]
    async fn pause(&self) {}

    /// Stop it.
    #[action("stop")]
    async fn stop(&self) {}
}

api! {
    struct Compute(Nova) at "/";
    negotiate: header("Compute-Version");
    controllers: [Servers, Retired];
}

/// The document that holds from a version on.
fn document(version: &str) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    print::<Compute>(&["openapi", "--out", folder.path().to_str().expect("a path of text")]);
    let file = std::fs::read(folder.path().join(format!("{version}.json"))).expect("a document");
    serde_json::from_slice(&file).expect("JSON")
}

#[test]
fn a_document_tells_what_becomes_of_its_operations_and_has_none_that_was_removed() {
    let before = document("2.1");
    assert_eq!(before["paths"]["/servers"]["get"]["description"], "Removed in 2.3: ask for details");
    let said = "At once.\n\nNot in 2.3, for a time: it was thought over";
    assert_eq!(before["paths"]["/servers"]["post"]["description"], said);
    let actions = &before["paths"]["/servers/{id}/action"]["post"]["description"];
    assert!(actions.as_str().unwrap().ends_with("\n\n`pause`: Removed in 2.3: suspend it"), "{actions}");
    let gone = |document: &Value| document["paths"]["/servers/{id}/action"]["post"]["responses"]["410"].clone();
    assert_eq!(gone(&before)["description"], "The action was removed", "an action was removed from all versions");
    let after = document("2.3");
    assert_eq!(gone(&after), gone(&before));
    assert_eq!(before["paths"]["/servers"]["post"]["responses"]["410"], Value::Null);
    assert_eq!(after["paths"].as_object().unwrap().keys().collect::<Vec<_>>(), ["/servers/{id}/action"]);
    assert!(!after.to_string().contains("cells") && !after.to_string().contains("pause"), "{after}");
}

#[test]
fn routes_list_what_was_removed() {
    let listed = print::<Compute>(&["routes"]);
    let line = |start: &str| {
        let line = listed.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{start}: {listed}"));
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(line("GET     /cells"), "GET /cells Retired::GET /cells none 410");
    assert_eq!(line("GET     /servers "), "GET /servers Servers::index to 2.2 204");
    let routes: Value = serde_json::from_str(&print::<Compute>(&["routes", "--json"])).unwrap();
    let of = |handler: &str| routes.as_array().unwrap().iter().find(|route| route["handler"] == handler).unwrap();
    assert_eq!(of("Servers::index")["removed"], "ask for details");
    assert_eq!(of("Servers::create")["gap"], "it was thought over");
    assert_eq!(of("Servers::stop")["removed"], Value::Null);
    assert_eq!(of("Retired::GET /cells")["removed"], "cells are gone");
}
