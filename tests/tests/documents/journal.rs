//! An API whose path chooses the version.

use serde_json::Value;
use terrace::Versions as _;
use terrace::prelude::*;

use crate::print;

versions! { pub(crate) Editions: "v1", "v2" }

/// Entries.
#[controller(path = "/entries", key = day: u16, versions = Editions)]
pub(crate) struct Entries;

#[routes]
impl Entries {
    /// Show an entry.
    #[show]
    async fn show(&self, day: Path<u16>) -> String {
        day.0.to_string()
    }

    /// List entries.
    #[index(since = V2, operation_id = "all_entries")]
    async fn index(&self) -> String {
        String::new()
    }
}

api! {
    /// A journal.
    pub(crate) struct Journal(Editions) at "/api/{version}";
    negotiate: path("version");
    controllers: [Entries];
}

#[test]
fn a_document_of_one_version_has_the_paths_of_that_version() {
    let paths = |version| {
        let text = terrace_codegen::document::<Journal>(Editions::SET.find(version)).unwrap();
        let document: Value = serde_json::from_str(&text).unwrap();
        document["paths"].as_object().unwrap().keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(paths("v1"), ["/api/v1/entries/{day}"]);
    assert_eq!(paths("v2"), ["/api/v2/entries", "/api/v2/entries/{day}"]);
}

#[test]
fn routes_have_the_variable() {
    let routes = print::<Journal>(&["routes"]);
    assert!(routes.contains("/api/{version}/entries/{day}  Entries::show   all       200\n"), "{routes}");
}
