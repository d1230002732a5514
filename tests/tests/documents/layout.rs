//! Which files an API's documents are in, and how each version's is got whole.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::{print, run};

/// An API with a new step in each of these versions.
macro_rules! staircase {
    ($module:ident, $oldest:literal ..= $newest:literal, $limit:literal, [$($step:ident since $version:ident),*]) => {
        mod $module {
            use terrace::prelude::*;

            versions! { pub(crate) Floors: $oldest ..= $newest }

            /// A step.
            #[model(versions = Floors)]
            pub(crate) enum Step {
                Ground,
                $(#[since($version)] $step,)*
            }

            /// What is wanted of steps.
            #[model(versions = Floors)]
            pub(crate) struct Wanted {
                #[until(V1_7)]
                height: Option<u8>,
                #[serde(rename = "height")]
                #[since(V1_7)]
                tall: Option<String>,
                #[check(length = 1..=$limit)]
                note: Option<String>,
            }

            /// Steps.
            #[controller(path = "/steps", versions = Floors)]
            pub(crate) struct Steps;

            #[routes]
            impl Steps {
                /// Find a step.
                #[create(status = 200)]
                async fn find(&self, _wanted: Json<Wanted>) -> Json<Vec<Step>> {
                    Json(Vec::new())
                }

                /// List steps.
                #[index(since = V1_2, until = V1_8)]
                async fn list(&self) -> Json<Vec<Step>> {
                    Json(Vec::new())
                }
            }

            api! {
                /// Stairs.
                pub(crate) struct Stairs(Floors) at "/";
                negotiate: header("Stairs-Version");
                controllers: [Steps];
            }
        }
    };
}

staircase!(low, "1.0" ..= "1.8", 40, [A since V1_1]);
// Twenty-two contracts: 1.14 says what 1.13 said.
staircase!(high, "1.0" ..= "1.22", 40, [
    A since V1_1, C since V1_3, D since V1_4, E since V1_5, F since V1_6, H since V1_8, I since V1_9, J since V1_10,
    K since V1_11, L since V1_12, M since V1_13, O since V1_15, P since V1_16, Q since V1_17, R since V1_18,
    S since V1_19, T since V1_20, U since V1_21, V since V1_22
]);
staircase!(narrowed, "1.0" ..= "1.22", 30, [
    A since V1_1, C since V1_3, D since V1_4, E since V1_5, F since V1_6, H since V1_8, I since V1_9, J since V1_10,
    K since V1_11, L since V1_12, M since V1_13, O since V1_15, P since V1_16, Q since V1_17, R since V1_18,
    S since V1_19, T since V1_20, U since V1_21
]);

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("a file that was just written")).expect("JSON")
}

fn written() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder of one's own");
    print::<high::Stairs>(&["openapi", "--out", name(&folder)]);
    folder
}

fn name(folder: &TempDir) -> &str {
    folder.path().to_str().expect("a name that was made up for a test")
}

#[test]
fn few_contracts_are_all_whole() {
    let folder = tempfile::tempdir().unwrap();
    print::<low::Stairs>(&["openapi", "--out", name(&folder)]);
    let index = json(&folder.path().join("index.json"));
    for entry in index["versions"].as_array().unwrap() {
        assert_eq!(entry.get("patches"), None);
        assert_eq!(json(&folder.path().join(entry["file"].as_str().unwrap()))["openapi"], "3.1.0");
    }
}

#[test]
fn of_many_the_oldest_and_the_newest_are_whole_and_the_others_patches() {
    let folder = written();
    let index = json(&folder.path().join("index.json"));
    let files: BTreeMap<_, _> = index["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| (entry["version"].as_str().unwrap(), (entry["file"].as_str().unwrap(), entry["patches"].as_str())))
        .collect();
    assert_eq!(files.len(), 23);
    assert_eq!(files["1.0"], ("1.0.json", None));
    assert_eq!(files["1.1"], ("1.1.patch.json", Some("1.0.json")));
    assert_eq!(files["1.13"], ("1.13.patch.json", Some("1.12.patch.json")));
    assert_eq!(files["1.14"], files["1.13"], "1.14 changed nothing");
    assert_eq!(files["1.15"], ("1.15.patch.json", Some("1.13.patch.json")));
    assert_eq!(files["1.22"], ("1.22.json", None));
    insta::assert_snapshot!("patch-1.7", fs::read_to_string(folder.path().join("1.7.patch.json")).unwrap());
}

#[test]
fn patches_in_a_row_give_each_version_as_it_is_printed_whole() {
    let folder = written();
    let index = json(&folder.path().join("index.json"));
    let mut made: BTreeMap<String, Value> = BTreeMap::new();
    for entry in index["versions"].as_array().unwrap() {
        let (version, file) = (entry["version"].as_str().unwrap(), entry["file"].as_str().unwrap());
        if !made.contains_key(file) {
            let content = json(&folder.path().join(file));
            let document = match entry["patches"].as_str() {
                None => content,
                Some(base) => {
                    let mut document = made[base].clone();
                    let patch: json_patch::Patch = serde_json::from_value(content).unwrap();
                    json_patch::patch(&mut document, &patch).unwrap();
                    document
                }
            };
            made.insert(file.to_owned(), document);
        }
        let mut printed: Value = print::<high::Stairs>(&["openapi", "--version", version]).parse().unwrap();
        assert_eq!(printed["info"]["version"], version);
        // What changed nothing has the document of the version before.
        printed["info"]["version"] = made[file]["info"]["version"].clone();
        assert_eq!(printed, made[file], "{version}");
    }
}

#[test]
fn all_versions_can_be_written_whole() {
    let folder = tempfile::tempdir().unwrap();
    let said = print::<high::Stairs>(&["openapi", "--all", "--out", name(&folder)]).replace(name(&folder), "DIR");
    assert_eq!(said, "written   23 files in DIR\n");
    for version in ["1.0", "1.14", "1.22"] {
        let file = fs::read_to_string(folder.path().join(format!("{version}.json"))).unwrap();
        assert_eq!(file, print::<high::Stairs>(&["openapi", "--version", version]));
    }
    assert!(!folder.path().join("index.json").exists());
}

#[test]
fn folders_with_patches_are_compared_by_version() {
    let (before, after, whole) = (written(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    print::<narrowed::Stairs>(&["openapi", "--out", name(&after)]);
    // What differs in neighbours alike is told once.
    let shorter = "schema `Wanted`\n    properties.note.maxLength: 40 → 30\n";
    let without = "schema `Step`\n    enum: without \"V\"\n";
    assert_eq!(
        print::<high::Stairs>(&["diff", name(&before), name(&after)]),
        format!("1.0 to 1.21\n{shorter}1.22\n{without}{shorter}")
    );
    // Patches, and the same documents whole.
    print::<high::Stairs>(&["openapi", "--all", "--out", name(&whole)]);
    assert_eq!(print::<high::Stairs>(&["diff", name(&before), name(&whole)]), "nothing differs\n");
    assert_eq!(print::<high::Stairs>(&["diff", name(&whole), name(&before)]), "nothing differs\n");

    fs::remove_file(before.path().join("index.json")).unwrap();
    let (_, error) = run::<high::Stairs>(&["diff", name(&before), name(&whole)]);
    let error = error.expect("patches that nobody can put in a row").to_string().replace(name(&before), "DIR");
    assert_eq!(error, "DIR: has patches but no index; restore it as it was committed");
}

#[test]
fn patches_are_checked() {
    let folder = written();
    let check = |stairs: fn(&[&str]) -> (String, Option<terrace_codegen::Error>)| {
        let (out, error) = stairs(&["check", "--dir", name(&folder)]);
        (out.replace(name(&folder), "DIR"), error.is_some())
    };
    assert_eq!(check(run::<high::Stairs>), ("23 files in DIR are what the code says\n".to_owned(), false));

    let place = folder.path().join("1.13.patch.json");
    let text = fs::read_to_string(&place).unwrap();
    fs::write(&place, text.replace("\"M\"", "\"N\"")).unwrap();
    let (said, failed) = check(run::<high::Stairs>);
    assert!(failed && said.starts_with("DIR/1.13.patch.json differs\n"), "{said}");
    assert!(said.contains("-    \"value\": \"N\"\n") && said.contains("+    \"value\": \"M\"\n"), "{said}");
    fs::remove_file(&place).unwrap();
    assert_eq!(check(run::<high::Stairs>), ("DIR/1.13.patch.json is missing\n".to_owned(), true));

    print::<high::Stairs>(&["openapi", "--out", name(&folder)]);
    let (said, failed) = check(run::<narrowed::Stairs>);
    assert!(failed && said.contains("DIR/1.0.json differs\n"), "{said}");
}

#[test]
fn a_layout_that_is_no_longer_used_is_removed() {
    let folder = written();
    let said = print::<low::Stairs>(&["openapi", "--out", name(&folder)]).replace(name(&folder), "DIR");
    assert!(said.contains("new       DIR/1.1.json\n") && said.contains("removed   DIR/1.1.patch.json\n"), "{said}");
    assert!(!said.contains("1.0.json\nremoved"), "{said}");
}

#[test]
fn versions_that_are_none_are_told() {
    assert_eq!(
        print::<high::Stairs>(&["openapi", "--version", "latest"]),
        print::<high::Stairs>(&["openapi", "--version", "1.22"])
    );
    for (line, said) in [
        (&["openapi", "--version", "1.23"][..], "there is no version `1.23`; there are `1.0` to `1.22`"),
        (&["openapi", "--version", "1.2", "--api", "Lift"], "there is no API `Lift`; there are `Stairs`"),
    ] {
        let (_, error) = run::<high::Stairs>(line);
        let error = error.expect("a version that is none");
        assert_eq!((error.to_string().as_str(), error.exit_code()), (said, 2));
    }
}
