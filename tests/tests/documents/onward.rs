//! What follows a request: links from answers to other operations, callbacks of a handler, webhooks of an API.

use serde_json::{Value, json};
use terrace::prelude::*;

use crate::print;

versions! { pub(crate) Prints: "1", "2", "3" }

/// A book.
#[model(versions = Prints)]
pub(crate) struct Book {
    id: u32,
    /// Who wrote it.
    #[since(V2)]
    author: Author,
}

/// Somebody who writes.
#[model]
#[derive(Default)]
pub(crate) struct Author {
    id: u32,
}

/// Where to tell of sales.
#[model]
pub(crate) struct Wish {
    notify: String,
}

/// A book was sold.
#[model(versions = Prints, since = V2)]
pub(crate) struct Sale {
    book: u32,
}

/// Books.
#[controller(path = "/books", key = book_id: u32, versions = Prints, one = "book")]
pub(crate) struct Books;

#[routes]
impl Books {
    /// List books.
    #[index]
    async fn index(&self, page: Paging<u32, 20, 100>) -> Page<Book> {
        page.of(Vec::new(), |book: &Book| book.id)
    }

    /// Show a book.
    #[show]
    #[link(Reviews::index, book_id = "$request.path.book_id")]
    #[link(Authors::show, author_id = "$response.body#/book/author/id")]
    #[link("next", Self::index, marker = "$response.body#/book/id", limit = "1")]
    async fn show(&self, book_id: Path<u32>) -> Option<Json<Book>> {
        let _ = book_id;
        None
    }

    /// Add a book.
    #[create]
    #[link(Self::show, book_id = "$response.body#/book/id")]
    #[callback(sold: Sale, to = "{$request.body#/book/notify}?book={$response.body#/book/id}")]
    async fn create(&self, wish: Json<Wish>) -> Json<Book> {
        let _ = wish;
        Json(Book { id: 1, author: Author { id: 1 } })
    }
}

/// Reviews of one book.
#[controller(parent = Books, path = "/reviews")]
pub(crate) struct Reviews;

#[routes]
impl Reviews {
    /// List reviews.
    #[index(since = V3)]
    async fn index(&self, book_id: Path<u32>) {
        let _ = book_id;
    }
}

/// Authors.
#[controller(path = "/authors", key = author_id: u32)]
pub(crate) struct Authors;

#[routes]
impl Authors {
    /// Show an author.
    #[show]
    async fn show(&self, author_id: Path<u32>) -> Option<Json<Author>> {
        let _ = author_id;
        None
    }
}

api! {
    /// Printed.
    pub(crate) struct Press(Prints) at "/", "/shops/{shop: digits}";
    negotiate: header("Press-Version");
    webhooks: [
        /// A book came.
        ///
        /// Told within a minute.
        #[extension("x-topic": "books")]
        new_book: Book,
        /// A book was sold.
        #[since(V3)]
        sold: Sale,
    ];
    controllers: [Books, Reviews, Authors];
}

fn document(version: &str) -> Value {
    serde_json::from_str(&print::<Press>(&["openapi", "--version", version])).expect("a document")
}

#[test]
fn an_answer_links_to_operations_of_its_version() {
    let links = |version, path: &str| document(version)["paths"][path]["get"]["responses"]["200"]["links"].clone();
    let next = json!({
        "operationId": "books_index",
        "parameters": { "limit": "1", "marker": "$response.body#/book/id" },
        "description": "List books",
    });
    let author = json!({
        "operationId": "authors_show",
        "parameters": { "author_id": "$response.body#/book/author/id" },
        "description": "Show an author",
    });
    let reviews = json!({
        "operationId": "reviews_index",
        "parameters": { "book_id": "$request.path.book_id" },
        "description": "List reviews",
    });
    assert_eq!(links("1", "/books/{book_id}"), json!({ "next": next }));
    assert_eq!(links("2", "/books/{book_id}"), json!({ "authors_show": author, "next": next }));
    assert_eq!(
        links("3", "/books/{book_id}"),
        json!({ "authors_show": author, "next": next, "reviews_index": reviews })
    );
    let shop = links("3", "/shops/{shop}/books/{book_id}");
    let below = json!({ "shop": "$request.path.shop", "book_id": "$request.path.book_id" });
    assert_eq!(shop["reviews_index_by_shop"]["operationId"], "reviews_index_by_shop");
    assert_eq!(shop["reviews_index_by_shop"]["parameters"], below);
    let newest = document("3");
    let responses = &newest["paths"]["/books"]["post"]["responses"];
    assert_eq!(responses["201"]["links"]["books_show"]["parameters"]["book_id"], "$response.body#/book/id");
    assert_eq!(responses["400"]["links"], Value::Null);
}

#[test]
fn a_handler_says_what_is_sent_because_of_it() {
    let callbacks = |version| document(version)["paths"]["/books"]["post"]["callbacks"].clone();
    assert_eq!(callbacks("1"), Value::Null);
    let sold = &callbacks("2")["sold"]["{$request.body#/book/notify}?book={$response.body#/book/id}"]["post"];
    let schema = &sold["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(schema["$ref"], "#/components/schemas/Sale");
    assert_eq!(sold["responses"], json!({ "2XX": { "description": "It was taken" } }));
    assert_eq!(document("2")["components"]["schemas"]["Sale"]["required"], json!(["book"]));
}

#[test]
fn an_api_says_what_it_sends_of_itself() {
    let names = |version| -> Vec<String> {
        document(version)["webhooks"].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
    };
    assert_eq!((names("2"), names("3")), (vec!["new_book".to_owned()], vec!["new_book".to_owned(), "sold".to_owned()]));
    let newest = document("3");
    let book = &newest["webhooks"]["new_book"]["post"];
    assert_eq!((&book["summary"], &book["description"]), (&json!("A book came"), &json!("Told within a minute.")));
    assert_eq!(book["x-topic"], "books");
    assert_eq!(book["requestBody"]["required"], true);
}

#[test]
fn openapi_3_0_has_no_webhooks_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("text");
    print::<Press>(&["openapi", "--format", "3.0", "--out", path]);
    let text = std::fs::read_to_string(folder.path().join("3.json")).expect("a document");
    let older: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(older["webhooks"], Value::Null);
    let operation = &older["paths"]["/books"]["post"];
    assert_eq!(operation["callbacks"].as_object().map(serde_json::Map::len), Some(1));
    assert_eq!(operation["responses"]["201"]["links"]["books_show"]["operationId"], "books_show");
}

/// Parcels.
#[controller(path = "/parcels", key = parcel_id: u32, one = "parcel")]
pub(crate) struct Parcels;

/// A parcel.
#[model]
pub(crate) struct Parcel {
    id: u32,
}

#[routes]
impl Parcels {
    /// Show a parcel.
    #[show]
    #[link("self", Self::show, parcel_id = "$response.body#/id")]
    async fn show(&self, parcel_id: Path<u32>) -> Json<Parcel> {
        Json(Parcel { id: parcel_id.0 })
    }
}

api! {
    pub(crate) struct Post at "/", "/depots/{depot: digits}";
    controllers: [Parcels];
}

#[test]
fn a_link_that_looks_for_what_no_answer_has_is_told_once() {
    let refused = crate::run::<Post>(&["openapi", "--version", "latest"]).1.expect("an error").to_string();
    let said = "a link of `Parcels::show` looks for `$response.body#/id`, which its answers have in no version";
    assert_eq!(refused.matches(said).count(), 1, "{refused}");
}
