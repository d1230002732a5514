//! Two types that claim one schema name.

use terrace::prelude::*;

use crate::run;

mod one {
    use terrace::prelude::*;

    /// One.
    #[model]
    pub(crate) struct Thing {
        /// Its size.
        pub(crate) size: u8,
    }
}

mod other {
    use terrace::prelude::*;

    /// Another.
    #[model]
    pub(crate) struct Thing {
        /// Its name.
        pub(crate) name: String,
    }
}

/// Things.
#[controller(path = "/things")]
pub(crate) struct Things;

#[routes]
impl Things {
    /// Make one out of another.
    #[create]
    async fn create(&self, thing: Json<one::Thing>) -> Json<other::Thing> {
        Json(other::Thing { name: thing.0.size.to_string() })
    }
}

api! {
    /// Things.
    pub(crate) struct Clash at "/";
    controllers: [Things];
}

#[test]
fn both_types_are_named_by_every_command_that_makes_documents() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().to_str().unwrap();
    let expected = "two types claim the schema name `Thing`: \
        `documents::clash::one::Thing` (tests/tests/documents/clash.rs:12) and \
        `documents::clash::other::Thing` (tests/tests/documents/clash.rs:23)\n\
        help: rename one in documents: `#[model(name = \"…\")]`";
    for line in [["openapi", "--out", folder], ["check", "--dir", folder]] {
        let (_, error) = run::<Clash>(&line);
        let error = error.expect("an error");
        assert_eq!((error.to_string().as_str(), error.exit_code()), (expected, 1));
    }
    assert_eq!(terrace_codegen::document::<Clash>(None).unwrap_err().to_string(), expected);
}

#[controller(path = "/one")]
struct Ones;

#[routes]
impl Ones {
    /// Show one.
    #[get("/")]
    async fn show(&self) -> Json<one::Thing> {
        Json(one::Thing { size: 1 })
    }
}

#[extension(alias = "one", updated = "2014-12-03", controllers = [Ones])]
struct One;

#[controller(path = "/other")]
struct Others;

#[routes]
impl Others {
    /// Show another.
    #[get("/")]
    async fn show(&self) -> Json<other::Thing> {
        Json(other::Thing { name: "another".to_owned() })
    }
}

#[extension(alias = "other", updated = "2014-12-03", controllers = [Others])]
struct Other;

api! {
    /// Things of two extensions.
    struct OfExtensions at "/";
    extensions: [One, Other];
}

#[test]
fn extensions_clash_as_long_as_both_are_on() {
    let error = terrace_codegen::document::<OfExtensions>(None).unwrap_err().to_string();
    assert!(error.starts_with("two types claim the schema name `Thing`: `documents::clash::one::Thing` ("), "{error}");
    let (printed, error) = run::<OfExtensions>(&["openapi", "--without", "other"]);
    assert!(error.is_none() && printed.contains("\"size\""), "{printed}");
}
