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
    if status.is_success() {
        request::judge(&operation, seen, &mut wrong);
    }
    answer::judge(&operation, seen, &mut wrong);
    if wrong.is_empty() {
        return Ok(());
    }
    let lines = wrong.into_iter().map(|line| format!("  `{}`: {line}", operation.id()));
    Err(lines.collect::<Vec<_>>().join("\n"))
}

/// Documents by the application's type, the name of the API, the value that chose its pipeline, and the version's place in its set.
type Documents = HashMap<(TypeId, &'static str, Option<&'static str>, Option<u16>), Arc<Document>>;

/// The document of a version, made once in a process. What got no version is the same in all, or was refused before it had
/// one; then it is the newest.
fn document<A: Application>(seen: &Observed<'_>) -> Arc<Document> {
    static MADE: LazyLock<Mutex<Documents>> = LazyLock::new(Mutex::default);
    let source = A::APIS.iter().find(|source| source.table.name == seen.api).copied();
    let source: Source = source.expect("an application answers by one of its APIs");
    let source = seen.pipeline.map_or(source, |value| source.behind(value));
    let version = seen.version.or_else(|| source.table.served().pop().flatten());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let document = made
        .entry((TypeId::of::<A>(), seen.api, seen.pipeline, version.map(Version::ordinal)))
        .or_insert_with(|| Arc::new(Document::new(source, version).unwrap_or_else(|error| panic!("{error}"))));
    Arc::clone(document)
}
