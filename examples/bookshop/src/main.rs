//! A bookshop: authors, their books, and what readers think of them, in four versions.
//!
//! `cargo run -p bookshop` serves it at <http://127.0.0.1:8080>, with its docs page at `/docs`; `-- routes` lists what it answers
//! and since when, `-- openapi` writes a document for each version. Read on in `books.rs`.

mod books;
mod reviews;
mod store;
#[cfg(test)]
mod tests;

use std::convert::Infallible;
use std::process::ExitCode;

use books::{Book, Books};
use reviews::{Review, Reviews};
use store::Shelf;
use terrace::Settings;
use terrace::filters::{BearerJwt, JwtKeys, RateLimit};
use terrace::prelude::*;

versions! {
    /// A version is named after its day. Code has the newest shape, and marks what came and what went.
    pub(crate) Dates: "2024-01-15", "2024-09-01", "2025-03-01", "2025-11-15";
    deprecated: "2024-01-15", on = "2025-03-01", sunset = "2026-12-31", link = "https://bookshop.example/news/2024-01-15";
}

/// Somebody who wrote a book.
#[model(versions = Dates)]
#[example(Author { id: 1, name: "Jane Austen".to_owned(), born: Some(1775) })]
#[derive(Clone)]
pub(crate) struct Author {
    pub(crate) id: u32,
    pub(crate) name: String,
    /// The year of birth, where it is known.
    #[since(V2025_11_15)]
    pub(crate) born: Option<i16>,
}

/// Authors.
#[controller(path = "/authors", key = author_id: u32, versions = Dates, many = "authors")]
pub(crate) struct Authors {
    authors: Shelf<Author>,
}

#[routes]
impl Authors {
    /// List authors.
    #[index]
    async fn index(&self) -> Json<Vec<Author>> {
        Json(self.authors.behind(0, usize::MAX))
    }

    /// Show an author.
    #[show]
    async fn show(&self, author_id: Path<u32>) -> Result<Json<Author>, NotFound> {
        self.authors.find(*author_id).map(|author| Json(author.item)).ok_or(NotFound::new("there is no such author"))
    }
}

pipeline! { pub(crate) Clerks: [BearerJwt] }
pipeline! { pub(crate) Readers: [RateLimit] }

api! {
    /// The bookshop.
    ///
    /// Anybody may look, and review; clerks change what is on the shelves.
    pub(crate) struct Bookshop(Dates) at "/";
    negotiate: header("Bookshop-Version", date), default = V2024_09_01;
    contact: "The clerks", email = "clerks@bookshop.example";
    license: "MIT or Apache 2.0", identifier = "MIT OR Apache-2.0";
    servers: ["/", "http://127.0.0.1:8080"];
    controllers: [Authors, Books, Reviews, terrace::Discovery at "/versions"];
}

/// What controllers are made of: each gets the parts that it has fields for.
#[derive(Clone, FromRef)]
struct State {
    authors: Shelf<Author>,
    books: Shelf<Book>,
    reviews: Shelf<(u32, Review)>,
    clerks: BearerJwt,
    readers: RateLimit,
}

fn emma() -> Book {
    let (title, author, currency) = ("Emma".to_owned(), "Jane Austen".to_owned(), "EUR".to_owned());
    Book { id: 1, title, author, author_id: 1, price: 1250, currency, isbn: None }
}

/// What the shop is told.
#[derive(Settings)]
struct Told {
    /// Whose tokens make a clerk. By default there is one, `clerk.jwt`: nobody has the key any more that signed it.
    #[setting(default = example())]
    clerks: BearerJwt,
    /// How often a reader may review.
    readers: RateLimit,
}

fn example() -> BearerJwt {
    let keys = JwtKeys::Set(include_str!("../clerks.json").to_owned());
    let clerks = BearerJwt::new(keys, "https://id.bookshop.example", "https://bookshop.example");
    BearerJwt { realm: "bookshop".to_owned(), ..clerks }
}

fn stocked(Told { clerks, readers }: Told) -> State {
    let author = Author { id: 1, name: emma().author, born: Some(1775) };
    State { authors: Shelf::of([author]), books: Shelf::of([emma()]), reviews: Shelf::of([]), clerks, readers }
}

fn main() -> ExitCode {
    let build = async |told: Told| Ok::<_, Infallible>(stocked(told));
    terrace_codegen::Main::<Bookshop, Told>::new(build).service("BOOKSHOP").docs("/docs").run()
}
