//! The bookshop by progenitor: a builder for each operation, a typed error for what was documented.

use std::error::Error;
use std::num::NonZeroU64;

use client::types::{BookChange, NewBook, Problem, Review};
use client::{Client, Error as Unlike};
use reqwest::StatusCode;

use crate::{connection, done};

/// What progenitor generated.
#[allow(dead_code, mismatched_lifetime_syntaxes, unused_imports)]
mod client {
    include!(concat!(env!("OUT_DIR"), "/bookshop.rs"));
}

pub async fn calls(base: &str) -> Result<(), Box<dyn Error>> {
    let version = ("bookshop-version", "2025-11-15");
    let guest = Client::new_with_client(base, connection(&[version])?);
    let token = concat!("Bearer ", include_str!("../../../../examples/bookshop/clerk.jwt"));
    let clerk = Client::new_with_client(base, connection(&[version, ("authorization", token)])?);

    let authors = guest.authors_index().send().await?.into_inner();
    assert_eq!(authors.authors[0].name, "Jane Austen");
    done("list the authors");

    let book = NewBook::builder().title("Persuasion").author_id(1u32).price(990u32).currency("GBP");
    let created = clerk.books_create().body(book.isbn("9780141439686".to_owned())).send().await?;
    assert_eq!(created.status(), StatusCode::CREATED);
    assert_eq!(created.headers()["location"], *format!("/books/{}", created.id));
    done("create a book, with the ISBN that books have since 2025-11-15");

    let page = guest.books_index_by_page().limit(NonZeroU64::MIN).send().await?;
    assert_eq!(page.books.len(), 1);
    assert!(page.next.is_some());
    done("list books, one on a page");

    let shown = guest.books_show().book_id(created.id).send().await?;
    assert_eq!((&*shown.title, shown.isbn.as_deref()), ("Persuasion", Some("9780141439686")));
    let seen = shown.headers()["etag"].to_str()?;
    done("show a book, which has an ETag");

    let known = guest.books_show().book_id(created.id).if_none_match(seen).send().await;
    assert_eq!(known.unwrap_err().status(), Some(StatusCode::NOT_MODIFIED));
    done("show it unless it is known: 304");

    let change = BookChange::builder().price(890);
    let changed = clerk.books_update().book_id(created.id).if_match(seen).body(change).send().await?;
    assert_eq!((changed.price, &*changed.title), (890, "Persuasion"));
    done("change its price, and nothing else");

    let change = BookChange::builder().price(790);
    let late = clerk.books_update().book_id(created.id).if_match(seen).body(change).send().await;
    assert_eq!(problem(late).status, 412);
    done("change it as it was before: a problem, 412");

    let book = NewBook::builder().title("Ulysses").author_id(9u32).price(990u32).currency("EUR");
    let problem = problem(clerk.books_create().body(book).send().await);
    assert_eq!((problem.status, problem.detail.as_deref()), (422, Some("there is no such author")));
    done("create a book of nobody: a problem, 422");

    let review = Review::builder().stars(5).text("read it twice");
    let reviewed = guest.reviews_create().book_id(created.id).body(review).send().await?;
    assert_eq!(reviewed.stars.get(), 5);
    done("review it");

    let reviews = guest.reviews_index().book_id(created.id).send().await?.into_inner().reviews;
    assert_eq!(reviews.iter().map(|review| &*review.text).collect::<Vec<_>>(), ["read it twice"]);
    done("list its reviews");
    Ok(())
}

/// The documented body of an answer that is no success.
fn problem<T>(answer: Result<T, Unlike<Problem>>) -> Problem {
    match answer {
        Err(Unlike::ErrorResponse(problem)) => problem.into_inner(),
        Err(other) => panic!("not as documented: {other}"),
        Ok(_) => panic!("a success"),
    }
}
