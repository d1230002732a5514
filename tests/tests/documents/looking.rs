//! What the command line shows of an API without its documents: routes, models and operations, differences, changes.

use serde_json::Value;
use terrace::prelude::*;

use crate::{print, run};

versions! { pub(crate) Years: "2025", "2026" }

/// A fruit.
#[model(versions = Years)]
struct Fruit {
    /// What it is called.
    #[check(length = 1..=9)]
    name: String,
    /// How many there are.
    count: Option<u8>,
    /// Where it grew.
    #[since(V2026)]
    origin: String,
}

/// Fruits.
#[controller(path = "/fruits", key = fruit: u8, versions = Years)]
struct Fruits;

#[routes]
impl Fruits {
    /// Find one.
    #[show]
    async fn show(&self) -> Json<Fruit> {
        Json(Fruit { name: "apple".to_owned(), count: None, origin: "here".to_owned() })
    }

    /// Eat one.
    #[delete(since = V2026)]
    async fn eat(&self) {}
}

/// Stones, which are no fruits.
#[controller(path = "/stones")]
struct Stones;

#[routes]
impl Stones {
    /// List them.
    #[index]
    async fn index(&self) {}
}

api! {
    /// Fruits.
    struct Orchard(Years) at "/";
    negotiate: header("Orchard-Version");
    controllers: [Fruits, Stones];
}

fn error(line: &[&str]) -> String {
    let (_, error) = run::<Orchard>(line);
    error.expect("an error").to_string()
}

#[test]
fn routes_are_listed_by_version_and_controller() {
    let paths = |line: &[&str]| -> Vec<String> {
        let line = [&["routes"], line, &["--json"]].concat();
        let routes: Vec<Value> = serde_json::from_str(&print::<Orchard>(&line)).unwrap();
        routes.iter().map(|route| format!("{} {}", route["method"], route["path"]).replace('"', "")).collect()
    };
    let (get, delete, stones) = ("GET /fruits/{fruit}", "DELETE /fruits/{fruit}", "GET /stones");
    assert_eq!(paths(&[]), [get, delete, stones]);
    assert_eq!(paths(&["--version", "2025"]), [get, stones]);
    assert_eq!(paths(&["--version", "latest", "--controller", "Fruits"]), [get, delete]);
    assert_eq!(error(&["routes", "--controller", "Trees"]), "--controller: there is no route of `Trees`");
    assert_eq!(error(&["routes", "--version", "1"]), "there is no version `1`; there are `2025` to `2026`");
}

#[test]
fn a_model_is_shown_as_a_version_has_it() {
    let shown = print::<Orchard>(&["show", "Fruit", "--version", "2026"]);
    let expected = "\
Fruit in 2026
A fruit

fields
  name    string (1..9 characters)  required  What it is called
  count   integer or null (0..255)  required  How many there are
  origin  string                    required  Where it grew
";
    let expected = expected.replace("integer or null (0..255)", "integer (0..255) or null");
    assert_eq!(shown, expected);
    let before = print::<Orchard>(&["show", "Fruit", "--version", "2025"]);
    assert!(!before.contains("origin"), "{before}");
    let schema: Value = serde_json::from_str(&print::<Orchard>(&["show", "Fruit", "--json"])).unwrap();
    assert_eq!(schema["properties"]["origin"]["type"], "string");
}

#[test]
fn an_operation_is_shown_by_its_id_or_its_path() {
    let shown = print::<Orchard>(&["show", "fruits_show"]);
    assert!(shown.starts_with("GET /fruits/{fruit} in 2026\nfruits_show\nFind one\n\nparameters\n"), "{shown}");
    assert!(shown.contains("\n  200  Fruit"), "{shown}");
    assert_eq!(print::<Orchard>(&["show", "get /fruits/{fruit}"]), shown);
    assert_eq!(
        error(&["show", "fruits_eat", "--version", "2025"]),
        "there is no model and no operation `fruits_eat` in 2025; there is `Fruit`, `fruits_show`"
    );
}

#[test]
fn differences_are_told_for_people_programs_and_pull_requests() {
    let plain = print::<Orchard>(&["diff", "2025", "2026"]);
    assert!(plain.contains("DELETE /fruits/{fruit} (fruits_eat)\n    added\n"), "{plain}");
    assert!(plain.contains("schema `Fruit`\n    required: with \"origin\"\n    properties.origin: added\n"), "{plain}");
    let markdown = print::<Orchard>(&["diff", "2025", "2026", "--markdown"]);
    assert!(
        markdown.starts_with("### From `2025` to `2026`\n\n- DELETE /fruits/{fruit} (fruits\\_eat): added\n"),
        "{markdown}"
    );
    let json: Value = serde_json::from_str(&print::<Orchard>(&["diff", "2025", "2026", "--json"])).unwrap();
    let first = &json["documents"][0]["changes"][0];
    let operation = serde_json::json!({ "method": "DELETE", "path": "/fruits/{fruit}", "id": "fruits_eat" });
    let added =
        serde_json::json!({ "at": "DELETE /fruits/{fruit} (fruits_eat)", "what": "added", "operation": operation });
    assert_eq!(*first, added);
    assert_eq!(print::<Orchard>(&["diff", "2026", "latest"]), "nothing differs\n");
}

#[test]
fn files_and_folders_are_compared_too() {
    let folder = tempfile::tempdir().unwrap();
    let [all, first] = ["all", "first"].map(|name| folder.path().join(name).to_str().unwrap().to_owned());
    print::<Orchard>(&["openapi", "--format", "3.1", "--out", &all]);
    std::fs::create_dir(&first).unwrap();
    std::fs::copy(format!("{all}/2025.json"), format!("{first}/2025.json")).unwrap();
    let said = print::<Orchard>(&["diff", &all, &first]);
    assert_eq!(said, "2026\nthe document\n    removed\n");
    assert_eq!(
        error(&["diff", &all, "2025"]),
        format!("`{all}` is a folder and `2025` is one document; compare two folders or two documents")
    );
    assert_eq!(print::<Orchard>(&["diff", &format!("{all}/2025.json"), "2025"]), "nothing differs\n");
    assert_eq!(
        error(&["diff", "2025", "2027"]),
        "`2027` is neither a version nor a file; the versions are `2025` to `2026`"
    );
}

#[test]
fn changes_are_listed_by_version() {
    let log = print::<Orchard>(&["changelog"]);
    assert!(log.starts_with("# Fruits\n\n## 2026\n\n- "), "{log}");
    assert!(log.contains("- DELETE /fruits/{fruit} (fruits\\_eat): added\n"), "{log}");
    assert!(log.ends_with("\n\n## 2025\n\nThe first version.\n"), "{log}");
}

#[test]
fn a_request_is_told_what_becomes_of_it() {
    let shown = print::<Orchard>(&["why", "GET /fruits/7", "-H", "Orchard-Version: 2025"]);
    let shown: Vec<_> = shown.lines().collect();
    assert_eq!(
        shown[..3],
        [
            "api       Orchard",
            "version   2025: the header `Orchard-Version` says `2025`",
            "route     /fruits/{fruit}  fruit = \"7\"",
        ]
    );
    assert!(shown[3].starts_with("handler   Fruits::show (fruits_show), "), "{shown:?}");
    assert!(shown[4].starts_with("statuses  200 "), "{shown:?}");
    assert_eq!(shown[5..], ["limits    a body of 1048576 bytes, unless the server is set up otherwise"]);
}

#[test]
fn a_request_without_a_handler_is_told_why_and_what_is_near() {
    let missed = print::<Orchard>(&["why", "GET /fruit/7"]);
    let (api, answer) = ("api       Orchard\n", "answer    404, before any handler: Not Found\n");
    assert!(missed.starts_with(&format!("{api}{answer}nearest   GET /fruits/{{fruit}}\n")), "{missed}");
    let too_early = print::<Orchard>(&["why", "DELETE /fruits/7", "-H", "Orchard-Version: 2025"]);
    assert!(too_early.contains("\nversion   2025: "), "{too_early}");
    assert!(too_early.contains("\nanswer    404, "), "{too_early}");
    let unknown = print::<Orchard>(&["why", "GET /fruits/7", "-H", "Orchard-Version: 1"]);
    assert!(unknown.contains("\nversion   none: the header `Orchard-Version` says `1`\n"), "{unknown}");
    assert_eq!(error(&["why", "GET /fruits/7", "-H", "nonsense"]), "--header: `nonsense` is not `name: value`");
}
