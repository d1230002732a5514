//! How requests choose the version, in documents.

use serde_json::{Value, json};
use terrace::prelude::*;

use crate::print;

versions! {
    Days: "2025-01-10", "2025-06-01";
    deprecated: "2025-06-01", on = "2025-07-01", link = "https://shop.example/2025";
}

#[controller(path = "/books", versions = Days)]
struct Books;

#[routes]
impl Books {
    #[create(status = 200)]
    async fn create(&self, title: Json<String>) -> Json<String> {
        title
    }

    #[get("/new", since = V2025_06_01, deprecated(on = "2025-06-02", sunset = "2026-06-02"))]
    async fn fresh(&self) {}
}

#[controller(path = "/about")]
struct About;

#[routes]
impl About {
    #[show]
    async fn show(&self) {}
}

api! {
    struct Shop(Days) at "/";
    negotiate: header("Shop-Date", date), query("v"), media_type("application/vnd.shop+json"), latest = off;
    controllers: [Books, About];
}

api! {
    struct Strict(Days) at "/";
    negotiate: query("v"), required;
    controllers: [Books];
}

fn document<A: terrace::Application + terrace::FromState<()>>() -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    print::<A>(&["openapi", "--out", folder.path().to_str().expect("a path of text")]);
    let file = std::fs::read(folder.path().join("2025-06-01.json")).expect("a document");
    serde_json::from_slice(&file).expect("JSON")
}

#[test]
fn every_place_is_in_the_document() {
    let document = document::<Shop>();
    let operation = &document["paths"]["/books"]["post"];
    let references = ["Shop-Date", "v"].map(|name| json!({ "$ref": format!("#/components/parameters/{name}") }));
    assert_eq!(operation["parameters"], json!(references));
    let header = &document["components"]["parameters"]["Shop-Date"];
    assert_eq!((&header["in"], &header["schema"]["format"]), (&json!("header"), &json!("date")));
    let said = "The version to answer in: a date, for the newest version that is not after it. Where nothing says which, it is the oldest";
    assert_eq!(header["description"], said);
    assert_eq!(document["components"]["parameters"]["v"]["in"], "query");
    let types = |content: &Value| content.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let both = ["application/json", "application/vnd.shop+json; version=2025-06-01"];
    assert_eq!(types(&operation["requestBody"]["content"]), both);
    assert_eq!(types(&operation["responses"]["200"]["content"]), both);
    assert!(operation["responses"]["200"]["headers"]["Shop-Date"].is_object());
    assert!(operation["responses"]["406"].is_object());
    assert_eq!(document["paths"]["/about"]["get"]["parameters"], Value::Null);
}

#[test]
fn a_version_that_must_be_named_is_a_required_parameter() {
    let parameter = &document::<Strict>()["components"]["parameters"]["v"];
    assert_eq!((&parameter["required"], &parameter["in"]), (&json!(true), &json!("query")));
    let said = "The version to answer in: a version, or `latest`. Without the parameter, the request is refused";
    assert_eq!(parameter["description"], said);
}

#[test]
fn what_should_be_used_no_more_says_so() {
    let document = document::<Shop>();
    let said = "This version is deprecated from 2025-07-01 on: https://shop.example/2025";
    assert_eq!(document["info"]["description"], said);
    let operation = &document["paths"]["/books/new"]["get"];
    assert_eq!(operation["deprecated"], true);
    assert_eq!(operation["description"], "Deprecated from 2025-06-02 on, ends on 2026-06-02");
    let headers = operation["responses"]["204"]["headers"].as_object().unwrap();
    assert_eq!(headers.keys().collect::<Vec<_>>(), ["Deprecation", "Link", "Shop-Date", "Sunset"]);
    let other = document["paths"]["/books"]["post"]["responses"]["200"]["headers"].as_object().unwrap();
    assert_eq!(other.keys().collect::<Vec<_>>(), ["Deprecation", "Link", "Shop-Date"]);
}
