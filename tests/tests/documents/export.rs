//! Documents in other forms: OpenAPI 3.0, YAML, one body of each kind.

use serde_json::Value;

use crate::desk::Desk;
use crate::notes::NoteBook;
use crate::{print, run};

#[test]
fn a_document_is_printed_in_another_form() {
    let newest: Value = serde_json::from_str(&print::<Desk>(&["openapi", "--format", "json"])).unwrap();
    assert_eq!(newest["openapi"], "3.1.0");
    let older: Value = serde_json::from_str(&print::<Desk>(&["openapi", "--format", "3.0"])).unwrap();
    assert_eq!(older["openapi"], "3.0.3");
    assert_eq!(older["info"], newest["info"]);
    assert_eq!(older["paths"].as_object().unwrap().len(), newest["paths"].as_object().unwrap().len());
    let yaml = print::<Desk>(&["openapi", "--format", "yaml,3.0"]);
    assert!(yaml.starts_with("openapi: \"3.0.3\"\ninfo:\n  title: "), "{yaml}");
}

#[test]
fn documents_of_all_versions_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let said = print::<NoteBook>(&["openapi", "--format", "3.0", "--fold", "--out", path]);
    let names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(said, format!("written   {} files in {path}\n", names.len()));
    for name in names {
        let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(text.starts_with("{\n  \"openapi\": \"3.0.3\","), "{text}");
    }
}

#[test]
fn a_form_that_is_none_is_told() {
    let error = |line: &[&str]| run::<Desk>(line).1.expect("an error").to_string();
    assert_eq!(
        error(&["openapi", "--format", "json,yaml"]),
        "--format: a document is `json` or `yaml`, and of `3.0` or `3.1`"
    );
    assert_eq!(error(&["openapi", "--format", "json", "--api", "Tree"]), "there is no API `Tree`; there are `Desk`");
    let error = error(&["openapi", "--format", "json", "--version", "9"]);
    assert!(error.starts_with("there is no version `9`; there are `"), "{error}");
}
