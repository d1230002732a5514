//! Published versions: what may change of them, what may not, and what is said of that.

use std::fs;

use tempfile::TempDir;
use terrace::{Api, FromState};

use crate::{print, run};

/// A shop: what is ordered of it, what it answers, its colours and its routes, of which each module changes one.
macro_rules! shop {
    ($module:ident) => {
        shop!($module, reply { pub(crate) number: u64, note: Option<String>, finish: Finish, });
    };
    ($module:ident, order { $($order:tt)* }) => {
        shop!(@ $module, { $($order)* }, { pub(crate) number: u64, note: Option<String>, finish: Finish, },
            { Red, Blue }, { Matt, Shiny }, {
                #[routes]
                impl Orders {
                /// Order something.
                #[create(status = 202)]
                async fn create(&self, _order: Json<Order>) -> Json<Vec<Reply>> { Json(Vec::new()) }
                /// List orders.
                #[index]
                async fn index(&self, _filter: Query<Filter>, _page: Paging<u64, 20, 200>) -> Json<Vec<Reply>> { Json(Vec::new()) }
                }
            }, { colour: Option<Colour>, });
    };
    ($module:ident, reply { $($reply:tt)* }) => {
        shop!(@ $module, {
                #[check(length = 1..=40)] thing: String,
                size: Option<f64>,
                #[since(V2025_01, default = 3)] many: u32,
                colour: Option<Colour>,
                #[serde(default)] gift: bool,
            }, { $($reply)* }, { Red, Blue }, { Matt, Shiny }, {
                #[routes]
                impl Orders {
                /// Order something.
                #[create(status = 202)]
                async fn create(&self, _order: Json<Order>) -> Json<Vec<Reply>> { Json(Vec::new()) }
                /// List orders.
                #[index]
                async fn index(&self, _filter: Query<Filter>, _page: Paging<u64, 20, 200>) -> Json<Vec<Reply>> { Json(Vec::new()) }
                }
            }, { colour: Option<Colour>, });
    };
    ($module:ident, values { $($colour:tt)* } { $($finish:tt)* }) => {
        shop!(@ $module, {
                #[check(length = 1..=40)] thing: String,
                size: Option<f64>,
                #[since(V2025_01, default = 3)] many: u32,
                colour: Option<Colour>,
                #[serde(default)] gift: bool,
            }, { pub(crate) number: u64, note: Option<String>, finish: Finish, }, { $($colour)* }, { $($finish)* }, {
                #[routes]
                impl Orders {
                /// Order something.
                #[create(status = 202)]
                async fn create(&self, _order: Json<Order>) -> Json<Vec<Reply>> { Json(Vec::new()) }
                /// List orders.
                #[index]
                async fn index(&self, _filter: Query<Filter>, _page: Paging<u64, 20, 200>) -> Json<Vec<Reply>> { Json(Vec::new()) }
                }
            }, { colour: Option<Colour>, });
    };
    ($module:ident, routes { $($filter:tt)* } { $($routes:tt)* }) => {
        shop!(@ $module, {
                #[check(length = 1..=40)] thing: String,
                size: Option<f64>,
                #[since(V2025_01, default = 3)] many: u32,
                colour: Option<Colour>,
                #[serde(default)] gift: bool,
            }, { pub(crate) number: u64, note: Option<String>, finish: Finish, }, { Red, Blue }, { Matt, Shiny },
            { $($routes)* }, { $($filter)* });
    };
    (@ $module:ident, { $($order:tt)* }, { $($reply:tt)* }, { $($colour:tt)* }, { $($finish:tt)* }, { $($routes:tt)* },
        { $($filter:tt)* }) => {
        mod $module {
            #![allow(dead_code, reason = "only the tables of these are read")]

            use terrace::prelude::*;

            versions! { pub(crate) Months: "2025-01", "2025-02", "2025-03" }

            /// What a thing is painted with.
            #[model(versions = Months)]
            pub(crate) enum Colour { $($colour)* }

            /// How a thing came out.
            #[model(versions = Months)]
            pub(crate) enum Finish { $($finish)* }

            /// What is ordered.
            #[model(versions = Months)]
            pub(crate) struct Order { $($order)* }

            /// What became of it.
            #[model(versions = Months)]
            pub(crate) struct Reply { $($reply)* }

            /// Which orders to list.
            #[model(versions = Months)]
            pub(crate) struct Filter { $($filter)* }

            /// Orders.
            #[controller(path = "/orders", versions = Months)]
            pub(crate) struct Orders;

            $($routes)*

            api! {
                /// Shop.
                pub(crate) struct Shop(Months) at "/";
                negotiate: header("Shop-Version");
                controllers: [Orders];
            }
        }
    };
}

shop!(before);

// Edits that break.
shop!(field_removed, reply { number: u64, finish: Finish });
shop!(type_narrowed, order {
    #[check(length = 1..=40)] thing: String,
    size: Option<u32>,
    #[since(V2025_01, default = 3)] many: u32,
    colour: Option<Colour>,
    #[serde(default)] gift: bool,
});
shop!(input_required, order {
    #[check(length = 1..=40)] thing: String,
    size: Option<f64>,
    #[since(V2025_01, default = 3)] many: u32,
    colour: Option<Colour>,
    #[serde(default)] gift: bool,
    address: String,
});
shop!(status_changed, routes { colour: Option<Colour>, } {
    #[routes]
    impl Orders {
        /// Order something.
        #[create(status = 201)]
        async fn create(&self, _order: Json<Order>) -> Json<Vec<Reply>> { Json(Vec::new()) }
        /// List orders.
        #[index]
        async fn index(&self, _filter: Query<Filter>, _page: Paging<u64, 20, 200>) -> Json<Vec<Reply>> { Json(Vec::new()) }
    }
});
shop!(input_value_removed, values { Red } { Matt, Shiny });
shop!(output_value_added, values { Red, Blue } { Matt, Shiny, Rough });
shop!(parameter_renamed, routes { color: Option<Colour>, } {
    #[routes]
    impl Orders {
        /// Order something.
        #[create(status = 202)]
        async fn create(&self, _order: Json<Order>) -> Json<Vec<Reply>> { Json(Vec::new()) }
        /// List orders.
        #[index]
        async fn index(&self, _filter: Query<Filter>, _page: Paging<u64, 20, 200>) -> Json<Vec<Reply>> { Json(Vec::new()) }
    }
});
shop!(constraint_tightened, order {
    #[check(length = 1..=20)] thing: String,
    size: Option<f64>,
    #[since(V2025_01, default = 3)] many: u32,
    colour: Option<Colour>,
    #[serde(default)] gift: bool,
});
shop!(operation_removed, routes { colour: Option<Colour>, } {
    #[routes]
    impl Orders {
        /// List orders.
        #[index]
        async fn index(&self, _filter: Query<Filter>, _page: Paging<u64, 20, 200>) -> Json<Vec<Reply>> { Json(Vec::new()) }
    }
});
shop!(default_changed, routes { colour: Option<Colour>, } {
    #[routes]
    impl Orders {
        /// Order something.
        #[create(status = 202)]
        async fn create(&self, _order: Json<Order>) -> Json<Vec<Reply>> { Json(Vec::new()) }
        /// List orders.
        #[index]
        async fn index(&self, _filter: Query<Filter>, _page: Paging<u64, 10, 200>) -> Json<Vec<Reply>> { Json(Vec::new()) }
    }
});
shop!(body_default_changed, order {
    #[check(length = 1..=40)] thing: String,
    size: Option<f64>,
    #[since(V2025_01, default = 3)] many: u32,
    colour: Option<Colour>,
    #[serde(default = "crate::published::wrapped")] gift: bool,
});
shop!(type_changed, reply { pub(crate) number: String, note: Option<String>, finish: Finish, });
shop!(answer_widened, reply { pub(crate) number: u64, note: Option<String>, finish: Option<Finish>, });

// Edits that break nobody.
shop!(answer_field_added, reply { pub(crate) number: u64, note: Option<String>, finish: Finish, weight: u32, });
shop!(answer_narrowed, reply { pub(crate) number: u32, note: Option<String>, finish: Finish, });
shop!(field_documented, reply {
    /// Its number.
    pub(crate) number: u64,
    /// What was said.
    note: Option<String>,
    finish: Finish,
});
shop!(optional_input_added, order {
    #[check(length = 1..=40)] thing: String,
    size: Option<f64>,
    #[since(V2025_01, default = 3)] many: u32,
    colour: Option<Colour>,
    #[serde(default)] gift: bool,
    address: Option<String>,
});
shop!(input_widened, order {
    #[check(length = 1..=40)] thing: String,
    size: Option<f64>,
    #[since(V2025_01, default = 3)] many: u64,
    colour: Option<Colour>,
    #[serde(default)] gift: bool,
});
shop!(constraint_loosened, order {
    #[check(length = 1..=80)] thing: String,
    size: Option<f64>,
    #[since(V2025_01, default = 3)] many: u32,
    colour: Option<Colour>,
    #[serde(default)] gift: bool,
});
shop!(input_no_longer_required, order {
    #[check(length = 1..=40)] thing: Option<String>,
    size: Option<f64>,
    #[since(V2025_01, default = 3)] many: u32,
    colour: Option<Colour>,
    #[serde(default)] gift: bool,
});
shop!(default_said_otherwise, order {
    #[check(length = 1..=40)] thing: String,
    size: Option<f64>,
    #[since(V2025_01, default = 3)] many: u32,
    colour: Option<Colour>,
    #[serde(default = "crate::published::plain")] gift: bool,
});
shop!(input_value_added, values { Red, Blue, Green } { Matt, Shiny });
shop!(output_value_removed, values { Red, Blue } { Matt });
shop!(operation_and_parameter_added, routes { colour: Option<Colour>, old: Option<bool>, } {
    #[routes]
    impl Orders {
        /// Order something, at once.
        #[create(status = 202)]
        async fn create(&self, _order: Json<Order>) -> Json<Vec<Reply>> { Json(Vec::new()) }
        /// List orders.
        #[index]
        async fn index(&self, _filter: Query<Filter>, _page: Paging<u64, 20, 200>) -> Json<Vec<Reply>> { Json(Vec::new()) }
        /// Count orders.
        #[get("/count")]
        async fn count(&self) -> Json<u32> { Json(0) }
    }
});
shop!(ended_later, reply { pub(crate) number: u64, #[until(V2025_02)] note: Option<String>, finish: Finish, });

fn wrapped() -> bool {
    true
}

fn plain() -> bool {
    false
}

fn name(folder: &TempDir) -> &str {
    folder.path().to_str().expect("a name that was made up for a test")
}

/// A folder in which the first version is published.
fn published() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder of one's own");
    let said = print::<before::Shop>(&["publish", "2025-01", "--dir", name(&folder)]);
    assert_eq!(said.replace(name(&folder), "DIR"), "published 2025-01 in DIR\n");
    assert_eq!(outcome::<before::Shop>("check", &folder), ("2 files in DIR are what the code says\n".to_owned(), None));
    folder
}

/// What a command says, and its error, with the folder's name blanked.
fn outcome<A: Api + FromState<()>>(command: &str, folder: &TempDir) -> (String, Option<String>) {
    let option = if command == "openapi" { "--out" } else { "--dir" };
    let (out, error) = run::<A>(&[command, option, name(folder)]);
    let blank = |text: String| text.replace(name(folder), "DIR");
    (blank(out), error.map(|error| blank(error.to_string())))
}

/// An edit that breaks: `check` and `openapi` say so by this rule and no other, and nothing is written.
fn breaks<A: Api + FromState<()>>(rule: &str) {
    let folder = published();
    let current =
        || fs::read_to_string(folder.path().join("2025-01.json")).expect("what was published is written, too");
    let before = current();
    for command in ["check", "openapi"] {
        let (said, error) = outcome::<A>(command, &folder);
        let error = error.expect("a change that breaks");
        assert!(error.contains("published versions; write what the help lines say"), "{said}{error}");
        let findings: Vec<_> = said.lines().filter(|line| line.starts_with("2025-01: ")).collect();
        assert!(!findings.is_empty(), "{said}");
        for finding in findings {
            assert!(finding.starts_with(&format!("2025-01: {rule} at /")), "{rule}: {said}");
        }
        assert!(said.contains("\n  reaches ") && said.contains("\n  help: "), "{said}");
    }
    assert_eq!(current(), before);
    let (_, error) = run::<A>(&["publish", "2025-01", "--dir", name(&folder)]);
    assert!(error.expect("a baseline that moves by exceptions only").to_string().contains("published versions"));
}

/// An edit that breaks nobody: `openapi` writes it, and `check` passes then.
fn passes<A: Api + FromState<()>>() {
    let folder = published();
    let (said, error) = outcome::<A>("openapi", &folder);
    assert_eq!(error, None, "{said}");
    let (said, error) = outcome::<A>("check", &folder);
    assert_eq!(error, None, "{said}");
}

#[test]
fn what_breaks_a_published_version_is_refused() {
    breaks::<field_removed::Shop>("field-removed");
    breaks::<type_narrowed::Shop>("type-narrowed");
    breaks::<input_required::Shop>("input-required");
    breaks::<status_changed::Shop>("status-changed");
    breaks::<input_value_removed::Shop>("enum-value-removed");
    breaks::<output_value_added::Shop>("enum-value-added");
    breaks::<parameter_renamed::Shop>("parameter-renamed");
    breaks::<constraint_tightened::Shop>("constraint-tightened");
    breaks::<operation_removed::Shop>("operation-removed");
    breaks::<default_changed::Shop>("default-changed");
    breaks::<body_default_changed::Shop>("default-changed");
    breaks::<type_changed::Shop>("type-changed");
    breaks::<answer_widened::Shop>("type-widened");
}

#[test]
fn what_breaks_nobody_passes() {
    passes::<answer_field_added::Shop>();
    passes::<answer_narrowed::Shop>();
    passes::<field_documented::Shop>();
    passes::<optional_input_added::Shop>();
    passes::<input_widened::Shop>();
    passes::<constraint_loosened::Shop>();
    passes::<input_no_longer_required::Shop>();
    passes::<default_said_otherwise::Shop>();
    passes::<input_value_added::Shop>();
    passes::<output_value_removed::Shop>();
    passes::<operation_and_parameter_added::Shop>();
    passes::<ended_later::Shop>();
}

#[test]
fn a_break_is_told_with_its_operations_and_the_line_that_makes_it_legal() {
    let folder = published();
    let (said, error) = outcome::<field_removed::Shop>("openapi", &folder);
    insta::assert_snapshot!("published-broken", said + "error: " + &error.unwrap() + "\n");
}

#[test]
fn versions_that_are_not_published_move_freely() {
    let folder = tempfile::tempdir().unwrap();
    print::<before::Shop>(&["openapi", "--out", name(&folder)]);
    print::<field_removed::Shop>(&["openapi", "--out", name(&folder)]);
    assert_eq!(outcome::<field_removed::Shop>("check", &folder).1, None);
}

#[test]
fn only_publishing_moves_what_is_promised() {
    let folder = published();
    let promised = || fs::read_to_string(folder.path().join("published.toml")).unwrap();
    let before = promised();
    print::<optional_input_added::Shop>(&["openapi", "--out", name(&folder)]);
    assert_eq!(promised(), before);
    // What was added is not promised yet.
    print::<before::Shop>(&["openapi", "--out", name(&folder)]);
    print::<optional_input_added::Shop>(&["publish", "2025-01", "--dir", name(&folder)]);
    assert_ne!(promised(), before);
    let (said, error) = outcome::<before::Shop>("openapi", &folder);
    assert!(error.is_some() && said.contains("field-removed"), "{said}");
}

#[test]
fn an_exception_with_a_reason_lets_a_break_pass_until_it_is_published() {
    let folder = published();
    let write = |rule: &str, reason: &str| {
        let pointer = "/components/schemas/Reply/properties/note";
        let text = format!(
            "[[exception]]\nrule = \"{rule}\"\npointer = \"{pointer}\"\nversions = [\"2025-01\"]\nreason = \"{reason}\"\n"
        );
        fs::write(folder.path().join("exceptions.toml"), text).unwrap();
    };
    write("field-removed", "it held what nobody may read");
    assert_eq!(outcome::<field_removed::Shop>("openapi", &folder).1, None);
    assert_eq!(outcome::<field_removed::Shop>("check", &folder).1, None);
    print::<field_removed::Shop>(&["publish", "2025-01", "--dir", name(&folder)]);
    let (said, error) = outcome::<field_removed::Shop>("check", &folder);
    let spare =
        "DIR/exceptions.toml: `field-removed` at /components/schemas/Reply/properties/note approves nothing; remove it";
    assert!(said.contains(spare), "{said}");
    assert_eq!(error.as_deref(), Some("1 exception approves nothing"));

    write("field-removed", " ");
    let told = outcome::<before::Shop>("check", &folder).1.unwrap();
    assert!(told.ends_with("has no reason"), "{told}");
    write("field-remove", "a slip");
    let told = outcome::<before::Shop>("check", &folder).1.unwrap();
    assert_eq!(told, "DIR/exceptions.toml: there is no rule `field-remove`");
}

#[test]
fn what_was_published_is_not_edited_by_hand() {
    let folder = published();
    let place = folder.path().join("published/2025-01.json");
    let text = fs::read_to_string(&place).unwrap();
    fs::write(&place, text.replace("\"note\"", "\"word\"")).unwrap();
    let told = outcome::<before::Shop>("check", &folder).1.unwrap();
    assert_eq!(told, "DIR/published: version 2025-01 is not what was published; restore it as it was committed");
    fs::write(&place, "<<<<<<< HEAD").unwrap();
    let told = outcome::<before::Shop>("check", &folder).1.unwrap();
    assert!(told.starts_with("DIR/published/2025-01.json: cannot be read: "), "{told}");
    fs::remove_file(folder.path().join("published.toml")).unwrap();
    let told = outcome::<before::Shop>("openapi", &folder).1.unwrap();
    assert_eq!(told, "DIR/published.toml: is missing; restore it as it was committed");
}

#[test]
fn versions_are_published_one_after_another() {
    let folder = published();
    let said = print::<before::Shop>(&["publish", "latest", "2025-01", "--dir", name(&folder)]);
    assert_eq!(said.replace(name(&folder), "DIR"), "moved     2025-01 in DIR\npublished 2025-03 in DIR\n");
    print::<before::Shop>(&["publish", "2025-02", "--dir", name(&folder)]);
    let index = fs::read_to_string(folder.path().join("published/index.json")).unwrap();
    let index: serde_json::Value = index.parse().unwrap();
    let labels: Vec<_> = index["versions"].as_array().unwrap().iter().map(|entry| &entry["version"]).collect();
    assert_eq!(labels, ["2025-01", "2025-02", "2025-03"]);
    let (said, error) = outcome::<field_removed::Shop>("check", &folder);
    assert!(error.is_some() && said.contains("2025-01 to 2025-03: field-removed"), "{said}");
    let (_, error) = run::<before::Shop>(&["publish", "2026-01", "--dir", name(&folder)]);
    assert_eq!(error.unwrap().to_string(), "there is no version `2026-01`; there are `2025-01` to `2025-03`");
}
