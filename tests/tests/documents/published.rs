//! Published versions: what may change of them, what may not, and what is said of that.

use std::fs;

use tempfile::TempDir;
use terrace::{Application, Context, Controller, Failure, FromRequest, FromState, Part, Security};

use crate::{print, run};

/// What an edit says instead, else what there was.
macro_rules! item {
    ([$($head:tt)*] [] $before:tt) => { $($head)* $before };
    ([$($head:tt)*] [$after:tt] $before:tt) => { $($head)* $after };
}

/// A shop: what is ordered of it, what it answers, its colours and its routes. An edit says what of it is otherwise.
macro_rules! shop {
    (
        $(order { $($order:tt)* })?
        $(sending { $($sending:tt)* })?
        $(reply { $($reply:tt)* })?
        $(listed { $($listed:tt)* })?
        $(colour { $($colour:tt)* })?
        $(finish { $($finish:tt)* })?
        $(filter { $($filter:tt)* })?
        $(routes { $($routes:tt)* })?
    ) => {
        use terrace::prelude::*;

        versions! { pub(crate) Months: "2025-01", "2025-02", "2025-03" }

        item! { [
            /// What is ordered.
            #[model(versions = Months)]
            pub(crate) struct Order
        ] [$({ $($order)* })?] {
            #[check(length = 1..=40)] thing: String,
            size: Option<f64>,
            #[since(V2025_01, default = 3)] many: u32,
            colour: Option<Colour>,
            sending: Option<Sending>,
            #[serde(default)] gift: bool,
        } }

        item! { [
            /// How it gets there.
            #[model(versions = Months)]
            #[serde(tag = "by")]
            pub(crate) enum Sending
        ] [$({ $($sending)* })?] { Post { street: String }, Bike { hour: u8 } } }

        item! { [
            /// What became of it.
            #[model(versions = Months)]
            pub(crate) struct Reply
        ] [$({ $($reply)* })?] { number: u64, note: Option<String>, finish: Finish } }

        item! { [
            /// Orders, and how many there are.
            #[derive(Answer)]
            pub(crate) struct Listed
        ] [$({ $($listed)* })?] { orders: Json<Vec<Reply>>, #[header("x-total")] total: u32 } }

        item! { [
            /// What a thing is painted with.
            #[model(versions = Months)]
            pub(crate) enum Colour
        ] [$({ $($colour)* })?] { Red, Blue } }

        item! { [
            /// How a thing came out.
            #[model(versions = Months)]
            pub(crate) enum Finish
        ] [$({ $($finish)* })?] { Matt, Shiny } }

        item! { [
            /// Which orders to list.
            #[model(versions = Months)]
            pub(crate) struct Filter
        ] [$({ $($filter)* })?] { colour: Option<Colour> } }

        /// Orders.
        #[controller(path = "/orders", versions = Months)]
        pub(crate) struct Orders;

        item! { [
            #[routes]
            impl Orders
        ] [$({ $($routes)* })?] {
            /// Order something.
            #[create(status = 202)]
            async fn create(&self, _order: Json<Order>) -> Json<Vec<Reply>> { todo() }
            /// List orders.
            #[index]
            async fn index(&self, _filter: Query<Filter>, _page: Paging<u64, 20, 200>) -> Listed { todo() }
        } }

        api! {
            /// Shop.
            pub(crate) struct Shop(Months) at "/";
            negotiate: header("Shop-Version");
            controllers: [Orders];
        }
    };
}

/// Edits of the shop, each with a test of its own.
macro_rules! edits {
    ($($name:ident $($rule:literal),* { $($edit:tt)* })*) => {$(
        mod $name {
            #![allow(dead_code, unused_imports, reason = "only the tables of these are read, and some edits need more")]

            use crate::published::{Staff, no, todo, yes};

            shop! { $($edit)* }

            #[test]
            fn is_judged() {
                crate::published::judge::<Shop>(&[$($rule),*]);
            }
        }
    )*};
}

mod before {
    #![allow(dead_code, reason = "only the tables of these are read")]

    use crate::published::todo;

    shop! {}
}

// Edits that break, with the rules that say so.
edits! {
    field_removed "field-removed" { reply { number: u64, finish: Finish } }
    type_narrowed "type-narrowed" {
        order {
            #[check(length = 1..=40)] thing: String,
            size: Option<u32>,
            #[since(V2025_01, default = 3)] many: u32,
            colour: Option<Colour>,
            sending: Option<Sending>,
            #[serde(default)] gift: bool,
        }
    }
    input_required "input-required" {
        order {
            #[check(length = 1..=40)] thing: String,
            size: Option<f64>,
            #[since(V2025_01, default = 3)] many: u32,
            colour: Option<Colour>,
            sending: Option<Sending>,
            #[serde(default)] gift: bool,
            address: String,
        }
    }
    status_changed "status-changed" {
        routes {
            /// Order something.
            #[create(status = 201)]
            async fn create(&self, _order: Json<Order>) -> Json<Vec<Reply>> { todo() }
            /// List orders.
            #[index]
            async fn index(&self, _filter: Query<Filter>, _page: Paging<u64, 20, 200>) -> Listed { todo() }
        }
    }
    input_value_removed "enum-value-removed" { colour { Red } }
    output_value_added "enum-value-added" { finish { Matt, Shiny, Rough } }
    parameter_renamed "parameter-renamed" { filter { color: Option<Colour> } }
    constraint_tightened "constraint-tightened" {
        order {
            #[check(length = 1..=20)] thing: String,
            size: Option<f64>,
            #[since(V2025_01, default = 3)] many: u32,
            colour: Option<Colour>,
            sending: Option<Sending>,
            #[serde(default)] gift: bool,
        }
    }
    pattern_added "constraint-tightened" {
        order {
            #[check(length = 1..=40, pattern = "^[a-z]+$")] thing: String,
            size: Option<f64>,
            #[since(V2025_01, default = 3)] many: u32,
            colour: Option<Colour>,
            sending: Option<Sending>,
            #[serde(default)] gift: bool,
        }
    }
    operation_removed "operation-removed" {
        routes {
            /// List orders.
            #[index]
            async fn index(&self, _filter: Query<Filter>, _page: Paging<u64, 20, 200>) -> Listed { todo() }
        }
    }
    default_of_a_field_changed "default-changed" {
        order {
            #[check(length = 1..=40)] thing: String,
            size: Option<f64>,
            #[since(V2025_01, default = 3)] many: u32,
            colour: Option<Colour>,
            sending: Option<Sending>,
            #[serde(default = "yes")] gift: bool,
        }
    }
    default_of_a_parameter_changed "default-changed" {
        routes {
            /// Order something.
            #[create(status = 202)]
            async fn create(&self, _order: Json<Order>) -> Json<Vec<Reply>> { todo() }
            /// List orders.
            #[index]
            async fn index(&self, _filter: Query<Filter>, _page: Paging<u64, 10, 200>) -> Listed { todo() }
        }
    }
    type_changed "type-changed" { reply { number: String, note: Option<String>, finish: Finish } }
    answer_may_be_null "type-widened" { reply { number: u64, note: Option<String>, finish: Option<Finish> } }
    choice_removed "choice-removed" { sending { Post { street: String } } }
    field_of_a_choice_required "input-required" { sending { Post { street: String, town: String }, Bike { hour: u8 } } }
    media_type_changed "media-type-removed", "media-type-added" {
        routes {
            /// Order something.
            #[create(status = 202)]
            async fn create(&self, _order: Json<Order>) -> String { todo() }
            /// List orders.
            #[index]
            async fn index(&self, _filter: Query<Filter>, _page: Paging<u64, 20, 200>) -> Listed { todo() }
        }
    }
    header_removed "header-removed" { listed { orders: Json<Vec<Reply>> } }
    header_optional "header-optional" { listed { orders: Json<Vec<Reply>>, #[header("x-total")] total: Option<u32> } }
    security_added "security-changed" {
        routes {
            /// Order something.
            #[create(status = 202)]
            async fn create(&self, _who: Staff, _order: Json<Order>) -> Json<Vec<Reply>> { todo() }
            /// List orders.
            #[index]
            async fn index(&self, _filter: Query<Filter>, _page: Paging<u64, 20, 200>) -> Listed { todo() }
        }
    }
}

// Edits that break nobody.
edits! {
    answer_field_added { reply { number: u64, note: Option<String>, finish: Finish, weight: u32 } }
    answer_narrowed { reply { number: u32, note: Option<String>, finish: Finish } }
    field_documented {
        reply {
            /// Its number.
            number: u64,
            /// What was said.
            note: Option<String>,
            finish: Finish,
        }
    }
    optional_input_added {
        order {
            #[check(length = 1..=40)] thing: String,
            size: Option<f64>,
            #[since(V2025_01, default = 3)] many: u32,
            colour: Option<Colour>,
            sending: Option<Sending>,
            #[serde(default)] gift: bool,
            address: Option<String>,
        }
    }
    input_widened {
        order {
            #[check(length = 1..=40)] thing: String,
            size: Option<f64>,
            #[since(V2025_01, default = 3.0)] many: f64,
            colour: Option<Colour>,
            sending: Option<Sending>,
            #[serde(default)] gift: bool,
        }
    }
    constraint_loosened {
        order {
            #[check(length = 1..=80)] thing: String,
            size: Option<f64>,
            #[since(V2025_01, default = 3)] many: u64,
            colour: Option<Colour>,
            sending: Option<Sending>,
            #[serde(default)] gift: bool,
        }
    }
    input_no_longer_required {
        order {
            #[check(length = 1..=40)] thing: Option<String>,
            size: Option<f64>,
            #[since(V2025_01, default = 3)] many: u32,
            colour: Option<Colour>,
            sending: Option<Sending>,
            #[serde(default)] gift: bool,
        }
    }
    default_said_otherwise {
        order {
            #[check(length = 1..=40)] thing: String,
            size: Option<f64>,
            #[since(V2025_01, default = 3)] many: u32,
            colour: Option<Colour>,
            sending: Option<Sending>,
            #[serde(default = "no")] gift: bool,
        }
    }
    input_value_added { colour { Red, Blue, Green } }
    output_value_removed { finish { Matt } }
    choice_added_and_others_turned { sending { Bike { hour: u8 }, Post { street: String }, Van {} } }
    header_added { listed { orders: Json<Vec<Reply>>, #[header("x-total")] total: u32, #[header("x-note")] note: Option<String> } }
    operation_and_parameter_added {
        filter { colour: Option<Colour>, old: Option<bool> }
        routes {
            /// Order something, at once.
            #[create(status = 202)]
            async fn create(&self, _order: Json<Order>) -> Json<Vec<Reply>> { todo() }
            /// List orders.
            #[index]
            async fn index(&self, _filter: Query<Filter>, _page: Paging<u64, 20, 200>) -> Listed { todo() }
            /// Count orders.
            #[get("/count")]
            async fn count(&self) -> Json<u32> { todo() }
        }
    }
    failure_added {
        routes {
            /// Order something.
            #[create(status = 202)]
            async fn create(&self, _order: Json<Order>) -> std::result::Result<Json<Vec<Reply>>, NotFound> { todo() }
            /// List orders.
            #[index]
            async fn index(&self, _filter: Query<Filter>, _page: Paging<u64, 20, 200>) -> Listed { todo() }
        }
    }
    ended_later { reply { number: u64, #[until(V2025_02)] note: Option<String>, finish: Finish } }
}

/// Somebody who works there.
struct Staff;

impl<C: Controller> FromRequest<C> for Staff {
    const PART: Part = Part::Security(Security::Bearer("staff"));

    async fn from_request(_: &mut Context, _: &'static str) -> Result<Self, Failure> {
        Ok(Staff)
    }
}

fn yes() -> bool {
    true
}

fn no() -> bool {
    false
}

/// What no handler of these is asked for.
fn todo<T>() -> T {
    unreachable!("nobody sends a request")
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
fn outcome<A: Application + FromState<()>>(command: &str, folder: &TempDir) -> (String, Option<String>) {
    let option = if command == "openapi" { "--out" } else { "--dir" };
    let (out, error) = run::<A>(&[command, option, name(folder)]);
    let blank = |text: String| text.replace(name(folder), "DIR");
    (blank(out), error.map(|error| blank(error.to_string())))
}

/// Judges an edit: it breaks by these rules, or, where there are none, nobody.
fn judge<A: Application + FromState<()>>(rules: &[&str]) {
    if rules.is_empty() { passes::<A>() } else { breaks::<A>(rules) }
}

/// An edit that breaks: `check` and `openapi` say so by these rules and no other, and nothing is written.
fn breaks<A: Application + FromState<()>>(rules: &[&str]) {
    let folder = published();
    let current =
        || fs::read_to_string(folder.path().join("2025-01.json")).expect("what was published is written, too");
    let before = current();
    for command in ["check", "openapi"] {
        let (said, error) = outcome::<A>(command, &folder);
        let error = error.expect("a change that breaks");
        assert!(error.contains("published versions; write what the help lines say"), "{said}{error}");
        let findings = said.lines().filter_map(|line| line.strip_prefix("2025-01: ")?.split_once(" at /"));
        let mut found: Vec<_> = findings.map(|(rule, _)| rule).collect();
        found.dedup();
        assert_eq!(found, rules, "{said}");
        assert!(said.contains("\n  reaches ") && said.contains("\n  help: "), "{said}");
    }
    assert_eq!(current(), before);
    let (_, error) = run::<A>(&["publish", "2025-01", "--dir", name(&folder)]);
    assert!(error.expect("a baseline that moves by exceptions only").to_string().contains("published versions"));
}

/// An edit that breaks nobody: `openapi` writes it, and `check` passes then.
fn passes<A: Application + FromState<()>>() {
    let folder = published();
    let (said, error) = outcome::<A>("openapi", &folder);
    assert_eq!(error, None, "{said}");
    let (said, error) = outcome::<A>("check", &folder);
    assert_eq!(error, None, "{said}");
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
fn what_was_published_is_not_forgotten() {
    let folder = published();
    print::<before::Shop>(&["publish", "2025-02", "--dir", name(&folder)]);
    let index = fs::read_to_string(folder.path().join("index.json")).unwrap();
    assert_eq!(index.matches("\"published\": true").count(), 2, "{index}");
    let record = folder.path().join("published.toml");
    let text = fs::read_to_string(&record).unwrap();
    let shorter: Vec<_> = text.lines().filter(|line| !line.contains("2025-02")).collect();
    fs::write(&record, shorter.join("\n")).unwrap();
    let told = outcome::<before::Shop>("check", &folder).1.unwrap();
    assert_eq!(told, "DIR/published.toml: has no version 2025-02, which was published; restore it as it was committed");
    fs::remove_file(&record).unwrap();
    fs::remove_dir_all(folder.path().join("published")).unwrap();
    for command in ["check", "openapi"] {
        let told = outcome::<before::Shop>(command, &folder).1.unwrap();
        assert_eq!(told, "DIR/published.toml: is missing; restore it as it was committed");
    }
}

/// An API of these versions.
macro_rules! store {
    ($name:ident $($version:literal),*) => {
        mod $name {
            use terrace::prelude::*;

            versions! { pub(crate) Months: $($version),* }

            #[controller(path = "/orders", versions = Months)]
            pub(crate) struct Orders;

            #[routes]
            impl Orders {
                /// Count orders.
                #[index]
                async fn index(&self) -> Json<u32> {
                    Json(0)
                }
            }

            api! {
                /// A store.
                pub(crate) struct Store(Months) at "/";
                negotiate: header("Store-Version");
                controllers: [Orders];
            }
        }
    };
}

store! { with_january "2025-01", "2025-02" }
store! { without_january "2025-02" }

#[test]
fn a_version_that_is_gone_as_was_approved_is_promised_no_more() {
    let folder = tempfile::tempdir().unwrap();
    print::<with_january::Store>(&["publish", "2025-01", "--dir", name(&folder)]);
    let exception = "[[exception]]\nrule = \"version-removed\"\npointer = \"/info/version\"\nversions = [\"2025-01\"]\nreason = \"nobody is left\"\n";
    fs::write(folder.path().join("exceptions.toml"), exception).unwrap();
    print::<without_january::Store>(&["publish", "2025-02", "--dir", name(&folder)]);
    assert_eq!(fs::read_to_string(folder.path().join("published.toml")).unwrap().matches("2025-").count(), 1);
    fs::remove_file(folder.path().join("exceptions.toml")).unwrap();
    assert_eq!(outcome::<without_january::Store>("check", &folder).1, None);
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
