//! The README's section on versions shows what `diff` says of its example.

use std::fs;
use std::path::Path;

use terrace::prelude::*;

use crate::print;

versions! { pub(crate) Releases: "1.0", "1.1" }

/// A book.
#[model(versions = Releases)]
pub(crate) struct Book {
    title: String,
    /// Words by which it is found.
    #[since(V1_1)]
    tags: Vec<String>,
}

/// Books.
#[controller(path = "/books", versions = Releases)]
pub(crate) struct Books;

#[routes]
impl Books {
    /// List books.
    #[index]
    async fn index(&self) -> Json<Vec<Book>> {
        Json(vec![Book { title: "Emma".into(), tags: vec!["novel".into()] }])
    }
}

api! {
    /// A shop for books.
    pub(crate) struct Shop(Releases) at "/";
    negotiate: header("Shop-Version");
    controllers: [Books];
}

#[test]
fn it_shows_the_difference_of_two_versions() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md")).expect("README.md");
    let difference = print::<Shop>(&["diff", "1.0", "1.1"]);
    assert!(readme.contains(&format!("```text\n{difference}```")), "{difference}");
}
