//! `check`: what it says of documents that are not what the code says.

use std::fs;

use tempfile::TempDir;

use crate::{print, run};

/// An API whose handler answers with a status of one's choice.
macro_rules! orders {
    ($module:ident, $status:tt, $limit:tt) => {
        mod $module {
            use terrace::prelude::*;

            versions! { pub(crate) Months: "2025-01", "2025-02", "2025-03" }

            /// What is ordered.
            #[model]
            pub(crate) struct Order {
                /// The thing.
                #[check(length = 1..=$limit)]
                pub(crate) thing: String,
            }

            /// Orders.
            #[controller(path = "/orders", versions = Months)]
            pub(crate) struct Orders;

            #[routes]
            impl Orders {
                /// Order something.
                #[create(status = $status)]
                async fn create(&self, order: Json<Order>) -> Json<Order> {
                    order
                }

                /// List orders.
                #[index(since = V2025_02)]
                async fn index(&self) -> Json<Vec<Order>> {
                    Json(Vec::new())
                }
            }

            api! {
                /// Shop.
                pub(crate) struct Shop(Months) at "/shop";
                negotiate: header("Shop-Version");
                controllers: [Orders];
            }
        }
    };
}

orders!(before, 202, 40);
orders!(after, 201, 40);
orders!(narrowed, 202, 20);

/// What a command says, with the folder's name blanked.
fn check(folder: &TempDir, shop: fn(&[&str]) -> (String, Option<terrace_codegen::Error>)) -> String {
    let path = name(folder);
    let (out, error) = shop(&["check", "--dir", path]);
    let error = error.map(|error| format!("error: {error}\n")).unwrap_or_default();
    (out + &error).replace(path, "DIR")
}

fn written() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder of one's own");
    print::<before::Shop>(&["openapi", "--out", name(&folder)]);
    folder
}

fn name(folder: &TempDir) -> &str {
    folder.path().to_str().expect("a name that was made up for a test")
}

#[test]
fn what_was_just_written_is_current() {
    let folder = written();
    let mut names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["2025-01.json", "2025-02.json", "index.json"]);
    insta::assert_snapshot!("shop-index", fs::read_to_string(folder.path().join("index.json")).unwrap());
    assert_eq!(check(&folder, run::<before::Shop>), "3 files in DIR are what the code says\n");
}

#[test]
fn a_changed_status_is_told_with_the_operation_and_the_command() {
    insta::assert_snapshot!("check-status", check(&written(), run::<after::Shop>));
}

#[test]
fn a_changed_model_is_told_with_its_field() {
    let said = check(&written(), run::<narrowed::Shop>);
    assert!(said.contains("schema `Order`: properties.thing.maxLength: 40 → 20\n"), "{said}");
}

#[test]
fn missing_and_spare_files_are_told() {
    let folder = written();
    fs::rename(folder.path().join("2025-02.json"), folder.path().join("2024-12.json")).unwrap();
    fs::write(folder.path().join("notes.json"), "{}").unwrap();
    insta::assert_snapshot!("check-files", check(&folder, run::<before::Shop>));
    let path = name(&folder);
    let mended = print::<before::Shop>(&["openapi", "--out", path]).replace(path, "DIR");
    assert_eq!(mended, "new       DIR/2025-02.json\nremoved   DIR/2024-12.json\nunchanged 2 of 4 files in DIR\n");
    assert_eq!(check(&folder, run::<before::Shop>), "3 files in DIR are what the code says\n");
    assert!(folder.path().join("notes.json").exists(), "what is no document is left alone");
}

#[test]
fn a_folder_of_another_api_or_of_a_later_version_is_left_alone() {
    let folder = written();
    let index = folder.path().join("index.json");
    let text = fs::read_to_string(&index).unwrap();
    fs::write(&index, text.replace("Shop", "Bazaar")).unwrap();
    assert_eq!(check(&folder, run::<before::Shop>), "error: DIR: holds the documents of `Bazaar`, not of `Shop`\n");
    fs::write(&index, text.replace("\"format\": 1", "\"format\": 2")).unwrap();
    let later = "error: DIR: was written by a later version of terrace-codegen; update it\n";
    assert_eq!(check(&folder, run::<before::Shop>), later);
}

#[test]
fn a_document_that_is_no_json_is_told() {
    let folder = written();
    fs::write(folder.path().join("2025-01.json"), "<<<<<<< HEAD").unwrap();
    let said = check(&folder, run::<before::Shop>);
    assert!(said.starts_with("DIR/2025-01.json is not JSON\nerror: 1 file is not what the code says"), "{said}");
}
