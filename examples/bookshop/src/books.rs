//! Books: fields that came and went, a list that became pages, changes that nobody loses.

use terrace::Identity;
use terrace::prelude::*;

use crate::store::{Kept, Shelf};
use crate::{Author, Clerks, Dates};

/// A book.
#[model(versions = Dates)]
#[example(crate::emma())]
#[derive(Clone)]
pub(crate) struct Book {
    pub(crate) id: u32,
    pub(crate) title: String,
    /// The name of who wrote it. It went: `author_id` tells more.
    #[until(V2024_09_01)]
    pub(crate) author: String,
    pub(crate) author_id: u32,
    /// What it costs, in hundredths.
    pub(crate) price: u32,
    /// Of what; before, everything was in euros.
    #[since(V2025_03_01)]
    pub(crate) currency: String,
    /// Its International Standard Book Number.
    #[since(V2025_11_15)]
    pub(crate) isbn: Option<String>,
}

/// What a clerk knows of a book.
#[model(versions = Dates)]
#[example({ "title": "Persuasion", "author_id": 1, "price": 1100 })]
pub(crate) struct NewBook {
    #[check(length = 1..=200)]
    title: String,
    author_id: u32,
    price: u32,
    #[check(length = 3..=3)]
    #[since(V2025_03_01, default = "EUR".to_owned())]
    currency: String,
    #[since(V2025_11_15)]
    isbn: Option<String>,
}

/// A change of a book: what is absent stays as it is.
#[model(versions = Dates)]
#[example({ "price": 1100 })]
pub(crate) struct BookChange {
    #[check(length = 1..=200)]
    title: Option<String>,
    price: Option<u32>,
    /// `null` takes it away.
    #[since(V2025_11_15)]
    isbn: Patch<String>,
}

/// Books.
#[controller(path = "/books", key = book_id: u32, versions = Dates, many = "books")]
pub(crate) struct Books {
    books: Shelf<Book>,
    authors: Shelf<Author>,
}

#[routes]
impl Books {
    /// Finds the book, for all handlers of one book and for its reviews.
    #[load]
    async fn load(&self, book_id: u32) -> Result<Kept<Book>, NotFound> {
        self.books.find(book_id).ok_or(NotFound::new("there is no such book"))
    }

    /// List all books.
    #[index(until = V2025_03_01)]
    async fn index(&self) -> Json<Vec<Book>> {
        Json(self.books.behind(0, usize::MAX))
    }

    /// List books, page by page.
    #[index(since = V2025_03_01)]
    async fn index_by_page(&self, page: Paging<u32, 20, 100>) -> Page<Book> {
        let found = self.books.behind(page.marker().copied().unwrap_or(0), page.fetch());
        page.of(found, |last| last.id)
    }

    /// Show the cheapest book.
    #[get("/cheapest", until = V2025_11_15, removed = "few bought it; list the books")]
    async fn cheapest(&self) -> Option<Json<Book>> {
        self.books.behind(0, usize::MAX).into_iter().min_by_key(|book| book.price).map(Json)
    }

    /// Show a book.
    #[show(etag)]
    async fn show(&self, book: Loaded<Self>) -> Json<Book> {
        Json(book.item.clone())
    }

    /// Add a book.
    #[create(pipeline = Clerks)]
    #[policy(public)]
    #[link(Self::show, book_id = "$response.body#/id")]
    async fn create(&self, _by: Identity, new: Json<NewBook>) -> Result<Created<Located<Json<Book>>>, Unprocessable> {
        let NewBook { title, author_id, price, currency, isbn } = new.into_inner();
        let author = self.authors.find(author_id).ok_or(Unprocessable::new("there is no such author"))?.item.name;
        let book = self.books.add(|id| Book { id, title, author, author_id, price, currency, isbn });
        Ok(Created::at(format!("/books/{}", book.id), Json(book)))
    }

    /// Change a book, which must be as the clerk has seen it.
    #[update(patch, etag = required, pipeline = Clerks)]
    #[policy(public)]
    async fn update(&self, _by: Identity, seen: Loaded<Self>, new: Json<BookChange>) -> Result<Json<Book>, Conflict> {
        let BookChange { title, price, isbn } = new.into_inner();
        let mut book = seen.item.clone();
        book.title = title.unwrap_or(book.title);
        book.price = price.unwrap_or(book.price);
        isbn.apply(&mut book.isbn);
        self.books.replace(book.id, &seen, book.clone()).ok_or(Conflict::new("another clerk was faster"))?;
        Ok(Json(book))
    }
}
