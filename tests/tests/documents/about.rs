//! What documents tell beside the contract: who is behind an API, where it is served, its tags, pages to read, extensions.

use serde_json::{Value, json};
use terrace::prelude::*;

use crate::print;

versions! { pub(crate) Editions: "1", "2" }

/// A machine.
#[model(versions = Editions)]
#[external_docs("https://example.com/machine", "What a machine is")]
#[example(Machine { name: "web".to_owned(), image: Image { name: "alpine".to_owned() } })]
#[extension("x-table": "machines", "x-a": 1, "x-b": 2, "x-c": 3, "x-d": 4)]
pub(crate) struct Machine {
    #[check(length = ..=4, until = V2)]
    #[example("www-1")]
    name: String,
    /// What it is made from.
    #[extension("x-ui": { "widget": "picker" })]
    #[since(V2)]
    image: Image,
}

/// An image.
#[model]
#[derive(Default)]
pub(crate) struct Image {
    name: String,
}

/// Machines, as a controller has them.
#[controller(path = "/machines", key = id: u32, versions = Editions, tag = "machines")]
#[extension("x-order": 1)]
pub(crate) struct Machines;

#[routes]
impl Machines {
    /// Show a machine.
    #[show]
    #[external_docs("https://example.com/show")]
    #[extension("x-internal": true)]
    async fn show(&self, id: Path<u32>) -> Option<Json<Machine>> {
        let _ = id;
        None
    }

    /// Start it.
    #[action("start")]
    #[extension("x-internal": true)]
    async fn start(&self, id: Path<u32>) {
        let _ = id;
    }
}

/// Labels of one machine.
#[controller(parent = Machines, path = "/labels", tag = "machines")]
#[external_docs("https://example.com/labels")]
#[extension("x-order": 2, "x-labels": true)]
pub(crate) struct Labels;

#[routes]
impl Labels {
    #[index]
    async fn index(&self, id: Path<u32>) {
        let _ = id;
    }
}

/// Images, as a controller has them.
#[controller(path = "/images", versions = Editions, tag = "images")]
pub(crate) struct Images;

#[routes]
impl Images {
    #[index(since = V2)]
    async fn index(&self) {}
}

api! {
    /// Machines for hire.
    #[external_docs("https://example.com", "The manual")]
    #[extension("x-logo": { "url": "https://example.com/logo.png" })]
    pub(crate) struct Hire(Editions) at "/{version}";
    negotiate: path("version");
    contact: "The team", email = "team@example.com", url = "https://example.com/team";
    license: "Apache 2.0", identifier = "Apache-2.0";
    terms_of_service: "https://example.com/terms";
    servers: [
        /// One region.
        #[extension("x-live": true)]
        "https://{region}.example.com:{port}" (
            /// Where it runs.
            region = "eu" | "us",
            port = "443",
        ),
        "/",
    ];
    tags: [
        /// What machines start from.
        "images",
        #[extension("x-order": 0)]
        "machines",
    ];
    controllers: [Machines, Labels, Images];
}

fn document(version: &str) -> Value {
    serde_json::from_str(&print::<Hire>(&["openapi", "--version", version])).expect("a document")
}

#[test]
fn an_api_says_who_is_behind_it_and_where_it_is_served() {
    let newest = document("latest");
    let info = json!({
        "title": "Machines for hire",
        "termsOfService": "https://example.com/terms",
        "contact": { "name": "The team", "url": "https://example.com/team", "email": "team@example.com" },
        "license": { "name": "Apache 2.0", "identifier": "Apache-2.0" },
        "version": "2",
    });
    assert_eq!(newest["info"], info);
    let region = json!({ "default": "eu", "description": "Where it runs", "enum": ["eu", "us"] });
    let first = json!({
        "url": "https://{region}.example.com:{port}",
        "description": "One region",
        "variables": { "region": region, "port": { "default": "443" } },
        "x-live": true,
    });
    assert_eq!(newest["servers"], json!([first, { "url": "/" }]));
    assert_eq!(newest["externalDocs"], json!({ "url": "https://example.com", "description": "The manual" }));
    assert_eq!(newest["x-logo"], json!({ "url": "https://example.com/logo.png" }));
}

#[test]
fn a_tag_is_told_by_the_api_then_by_its_controllers() {
    let images = json!({ "name": "images", "description": "What machines start from" });
    let machines = json!({
        "name": "machines",
        "description": "Machines, as a controller has them",
        "externalDocs": { "url": "https://example.com/labels" },
        "x-labels": true,
        "x-order": 0,
    });
    assert_eq!(document("latest")["tags"], json!([images, machines]));
    // A tag that no operation of a version has is none of its document.
    assert_eq!(document("1")["tags"], json!([machines]));
}

#[test]
fn operations_and_schemas_have_pages_and_extensions() {
    let newest = document("latest");
    let show = &newest["paths"]["/2/machines/{id}"]["get"];
    assert_eq!(show["externalDocs"], json!({ "url": "https://example.com/show" }));
    assert_eq!(show["x-internal"], true);
    let run = &newest["paths"]["/2/machines/{id}/action"]["post"];
    assert_eq!(run["x-internal"], Value::Null);
    assert_eq!(run["requestBody"]["content"]["application/json"]["schema"]["x-internal"], true);
    let machine = &newest["components"]["schemas"]["Machine"];
    assert_eq!(machine["externalDocs"]["description"], "What a machine is");
    let names: Vec<_> = machine.as_object().unwrap().keys().filter(|name| name.starts_with("x-")).collect();
    assert_eq!(names, ["x-a", "x-b", "x-c", "x-d", "x-table"]);
    let image = json!({
        "allOf": [{ "$ref": "#/components/schemas/Image" }],
        "description": "What it is made from",
        "x-ui": { "widget": "picker" },
    });
    assert_eq!(machine["properties"]["image"], image);
    assert_eq!(document("1")["components"]["schemas"]["Machine"]["properties"].as_object().unwrap().len(), 1);
}

#[test]
fn openapi_3_0_has_all_of_it() {
    let text = print::<Hire>(&["openapi", "--format", "3.0"]);
    let older: Value = serde_json::from_str(&text).unwrap();
    let license = json!({ "name": "Apache 2.0", "url": "https://spdx.org/licenses/Apache-2.0.html" });
    assert_eq!(older["info"]["license"], license);
    let newest = document("latest");
    for member in ["servers", "tags", "externalDocs", "x-logo"] {
        assert_eq!(older[member], newest[member], "{member}");
    }
}

#[test]
fn an_example_is_that_of_the_version() {
    let machine = |version| document(version)["components"]["schemas"]["Machine"].clone();
    assert_eq!(machine("1")["examples"], json!([{ "name": "web" }]));
    assert_eq!(machine("2")["examples"], json!([{ "name": "web", "image": { "name": "alpine" } }]));
    // Longer than the first version takes.
    assert_eq!(machine("1")["properties"]["name"]["examples"], Value::Null);
    assert_eq!(machine("2")["properties"]["name"]["examples"], json!(["www-1"]));
}

api! {
    /// As it was once.
    pub(crate) struct Former(Editions) at "/";
    pinned: V1;
    controllers: [Machines];
}

#[test]
fn an_example_of_a_version_that_a_pinned_api_never_serves_is_left_out() {
    let former: Value = serde_json::from_str(&print::<Former>(&["openapi", "--version", "latest"])).unwrap();
    assert_eq!(former["components"]["schemas"]["Machine"]["properties"]["name"]["examples"], Value::Null);
}

/// A number that is small.
#[model]
#[example({ "number": "seven" })]
pub(crate) struct Small {
    #[check(range = 0..=5)]
    #[example(7)]
    number: u8,
}

#[controller(path = "/small")]
pub(crate) struct Numbers;

#[routes]
impl Numbers {
    #[show]
    async fn show(&self) -> Json<Small> {
        Json(Small { number: 1 })
    }
}

api! {
    pub(crate) struct Wrong at "/";
    controllers: [Numbers];
}

#[test]
fn an_example_that_no_version_has_is_told() {
    let error = crate::run::<Wrong>(&["openapi", "--version", "latest"]).1.expect("an error").to_string();
    let told: Vec<_> = error.lines().filter(|line| !line.starts_with("help: ")).collect();
    assert_eq!(told.len(), 2, "{error}");
    assert!(error.contains("the example of `number` is that of no version"), "{error}");
    assert!(error.contains("the example of `Small` (tests/tests/documents/about.rs:"), "{error}");
}
