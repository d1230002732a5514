//! Models by version: what is written in a version is what its document says, and can be read back.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use terrace::TestClient;
use terrace::prelude::{Json, api, controller, model, routes, versions};
use terrace_codegen::checked;

versions! { Releases: "1", "2", "3", "4" }

#[model(versions = Releases)]
#[derive(Clone, Debug)]
struct Book {
    #[check(length = 1..=5, until = V2)]
    #[check(length = 1..=9, since = V2)]
    title: String,
    #[since(V2)]
    #[check(items = ..=3)]
    tags: Vec<Tag>,
    #[until(V3)]
    price: u32,
    #[serde(rename = "price")]
    #[since(V3, default = "free".to_owned())]
    price_text: String,
    #[required_since(V3)]
    #[deprecated_since(V4)]
    language: Option<String>,
    state: State,
    notes: BTreeMap<String, Option<Note>>,
    #[since(V2)]
    #[until(V4)]
    twin: Option<Box<Book>>,
}

#[model(versions = Releases, since = V2)]
#[derive(Clone, Debug)]
struct Tag(#[check(length = 1..=4)] String);

#[model(versions = Releases)]
#[derive(Clone, Debug)]
struct Note {
    text: String,
    #[since(V3)]
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u16>,
}

#[model(versions = Releases)]
#[derive(Clone, Debug)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum State {
    There {
        #[until(V2)]
        room: String,
        #[since(V2)]
        shelf: String,
    },
    #[since(V2)]
    Lent,
    #[until(V3)]
    Lost { note: Finding },
}

/// What exists in some versions of a variant that exists in others.
#[model(versions = Releases, until = V3)]
#[derive(Clone, Debug)]
struct Finding {
    text: String,
}

#[controller(path = "/book", versions = Releases)]
struct Books;

static SHOWN: Mutex<Option<Book>> = Mutex::new(None);

#[routes]
impl Books {
    #[index]
    async fn index(&self) -> Option<Json<Book>> {
        SHOWN.lock().unwrap_or_else(PoisonError::into_inner).clone().map(Json)
    }

    #[create(status = 200)]
    async fn create(&self, book: Json<Book>) -> Json<Book> {
        book
    }
}

api! {
    struct Library(Releases) at "/";
    negotiate: header("Library-Version");
    controllers: [Books];
}

fn state(version: usize) -> BoxedStrategy<State> {
    let there = ("[a-z]{0,4}", "[a-z]{0,4}").prop_map(|(room, shelf)| State::There { room, shelf });
    let mut states = vec![there.boxed()];
    if version >= 2 {
        states.push(Just(State::Lent).boxed());
    }
    if version < 3 {
        states.push("[a-z]{0,4}".prop_map(|text| State::Lost { note: Finding { text } }).boxed());
    }
    proptest::strategy::Union::new(states).boxed()
}

fn book(version: usize) -> impl Strategy<Value = Book> {
    let note = ("[ -~]{0,6}", any::<Option<u16>>()).prop_map(|(text, page)| Note { text, page });
    let notes = proptest::collection::btree_map("[a-z~/]{0,3}", proptest::option::of(note), 0..3);
    let tags = proptest::collection::vec("[a-z]{1,4}".prop_map(Tag), 0..=3);
    let leaf = ("\\PC{1,5}", tags, any::<u32>(), "[0-9]{1,3}", any::<Option<bool>>(), state(version), notes).prop_map(
        |(title, tags, price, price_text, language, state, notes)| Book {
            title,
            tags,
            price,
            price_text,
            language: language.map(|polish| if polish { "pl" } else { "en" }.to_owned()),
            state,
            notes,
            twin: None,
        },
    );
    (leaf.clone(), proptest::option::of(leaf)).prop_map(|(book, twin)| Book { twin: twin.map(Box::new), ..book })
}

#[test]
fn what_a_version_writes_is_what_its_document_says_and_is_read_back() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let client = checked(TestClient::new(Library::new(())));
    let cases = (1_usize..=4).prop_flat_map(|version| (Just(version), book(version)));
    let ran = TestRunner::default().run(&cases, |(version, book)| {
        *SHOWN.lock().unwrap_or_else(PoisonError::into_inner) = Some(book);
        let version = version.to_string();
        runtime.block_on(async {
            let shown = client.get("/book").header("library-version", &version).await;
            prop_assert_eq!(shown.status(), 200, "{:?}", shown);
            let sent = client.post("/book").header("library-version", &version);
            let sent = sent.header("content-type", "application/json").body(shown.bytes().clone());
            let again = sent.await;
            prop_assert_eq!(again.status(), 200, "{:?}", again);
            prop_assert_eq!(again.text(), shown.text());
            Ok(())
        })
    });
    ran.unwrap_or_else(|error| panic!("{error}"));
}
