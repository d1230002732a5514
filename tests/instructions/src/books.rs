//! Documents of some size: a list that is written, and a body that is read, checked and written again.

use std::collections::BTreeMap;
use std::sync::Arc;

use terrace::prelude::*;

/// A book.
#[model]
struct Book {
    id: Uuid,
    #[check(length = 1..=255)]
    title: String,
    pages: u32,
    lent: bool,
    shelf: Option<String>,
    #[check(items = ..=16, keys(length = ..=32))]
    marks: BTreeMap<String, String>,
    authors: Vec<Author>,
}

/// Who wrote a book.
#[model]
struct Author {
    #[check(length = 1..)]
    name: String,
    born: i16,
}

/// The books that there are.
#[derive(Clone, FromRef)]
pub(crate) struct Library {
    books: Arc<Vec<Book>>,
}

impl Library {
    /// One of twenty books.
    pub(crate) fn new() -> Library {
        let book = |_| terrace::json::read(BOOK.as_bytes(), None).expect("the book is one");
        Library { books: Arc::new((0..20).map(book).collect()) }
    }
}

/// A book, as it is sent.
pub(crate) const BOOK: &str = r#"{"id":"0a3f9c1e-1f3a-4c2b-9d4e-0123456789ab","title":"The Hitchhiker's Guide to the Galaxy","pages":224,"lent":false,"shelf":null,"marks":{"genre":"comedy","language":"en"},"authors":[{"name":"Douglas Adams","born":1952}]}"#;

/// Books.
#[controller(path = "/books")]
struct Books {
    books: Arc<Vec<Book>>,
}

#[routes]
impl Books {
    /// List all books.
    #[index]
    async fn index(&self) -> Json<Arc<Vec<Book>>> {
        Json(self.books.clone())
    }

    /// Add a book.
    #[create]
    async fn create(&self, book: Json<Book>) -> Json<Book> {
        book
    }
}

api! {
    /// What is measured with documents of some size.
    pub(crate) struct Shelves at "/v1";
    controllers: [Books];
}
