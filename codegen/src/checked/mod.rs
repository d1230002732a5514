//! Response checking: every exchange of a test client is held against the document of the version that it was in.
//!
//! An answer must always be one that is documented; a request must be where it succeeded, for else a document hides what may be
//! sent. [`document`] is what a document says, [`request`] and [`answer`] are the two judges.

mod answer;
mod document;
mod request;

use std::any::TypeId;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use http::Method;
use terrace::{Application, Observed, TestClient};
use terrace_model::Version;

use self::document::Document;
use crate::source::Source;

/// The same client, which holds every request and every answer against the document of the version that was chosen.
///
/// It panics, so the test fails, where an answer has a status, a media type, a header or a body that the document does not
/// have, and where a request succeeds that is not as the document says. It tells the operation, the version, and where in
/// the body it is. Bodies that are made while they are sent are not looked at.
///
/// ```
/// use terrace::TestClient;
/// use terrace::prelude::*;
///
/// /// Greetings.
/// #[controller(path = "/greetings")]
/// pub struct Greetings;
///
/// #[routes]
/// impl Greetings {
///     /// Say hello.
///     #[index]
///     async fn index(&self) -> Json<Vec<String>> {
///         Json(vec!["hello".into()])
///     }
/// }
///
/// api! {
///     /// Hello.
///     pub struct Hello at "/";
///     controllers: [Greetings];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = terrace_codegen::checked(TestClient::new(Hello::new(())));
/// assert_eq!(client.get("/greetings").await.status(), 200);
/// # }
/// ```
pub fn checked<A: Application>(client: TestClient<A>) -> TestClient<A> {
    client.observe(|seen| {
        if let Err(wrong) = judge(&document::<A>(seen), seen) {
            let Observed { method, uri, answer, .. } = seen;
            let version = seen.version.map(|version| format!(" in version {version}")).unwrap_or_default();
            panic!("{method} {uri}{version} is not as its document says\n{wrong}\nthe answer was {answer:?}");
        }
    })
}

/// What is wrong with an exchange, a line for each thing.
fn judge(document: &Document, seen: &Observed<'_>) -> Result<(), String> {
    let status = seen.answer.status();
    let Some(operation) = document.operation(seen.method, seen.uri.path()) else {
        // OPTIONS is answered for every path, and is no operation.
        let is_none = !status.is_success() || seen.method == Method::OPTIONS;
        return if is_none { Ok(()) } else { Err("  no operation is documented there".to_owned()) };
    };
    let mut wrong = Vec::new();
    // What a filter answered before there was a version, the API has not looked at.
    let is_looked_at = seen.version.is_some() || !document.is_versioned;
    if status.is_success() && is_looked_at {
        request::judge(&operation, seen, &mut wrong);
    }
    answer::judge(&operation, seen, &mut wrong);
    if wrong.is_empty() {
        return Ok(());
    }
    let lines = wrong.into_iter().map(|line| format!("  `{}`: {line}", operation.id()));
    Err(lines.collect::<Vec<_>>().join("\n"))
}

/// Documents by the application's type, where the API's table is, the value that chose its pipeline, and the version's place in its set.
type Documents = HashMap<(TypeId, usize, Option<&'static str>, Option<u16>), Arc<Document>>;

/// The document of the version that was chosen. What was answered before one was is the same in all, or else of the newest that has the
/// operation.
fn document<A: Application>(seen: &Observed<'_>) -> Arc<Document> {
    let source = A::APIS.iter().find(|source| source.table.name == seen.api).copied();
    let source = source.expect("an application answers by one of its APIs").having(seen.table);
    let source = seen.pipeline.map_or(source, |value| source.behind(value));
    let versions = seen.version.map_or_else(|| source.table.served(), |version| vec![Some(version)]);
    let mut newest_first = versions.into_iter().rev().map(|version| made::<A>(source, seen, version));
    let newest = newest_first.next().expect("an API is served in a version, or in none");
    let has_it = |document: &Arc<Document>| document.operation(seen.method, seen.uri.path()).is_some();
    if has_it(&newest) || !seen.answer.status().is_success() {
        return newest;
    }
    newest_first.find(has_it).unwrap_or(newest)
}

/// The document of a version, made once in a process.
fn made<A: Application>(source: Source, seen: &Observed<'_>, version: Option<Version>) -> Arc<Document> {
    static MADE: LazyLock<Mutex<Documents>> = LazyLock::new(Mutex::default);
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let document = made
        .entry((TypeId::of::<A>(), std::ptr::from_ref(seen.table).addr(), seen.pipeline, version.map(Version::ordinal)))
        .or_insert_with(|| Arc::new(Document::new(source, version).unwrap_or_else(|error| panic!("{error}"))));
    Arc::clone(document)
}
