//! The shop without a socket. Each exchange is held against the document of its version.

use serde_json::{Value, json};
use terrace::TestClient;
use terrace::filters::RateLimit;
use terrace_codegen::checked;

use super::{Bookshop, Told, example, stocked};

const CLERK: &str = concat!("Bearer ", include_str!("../clerk.jwt"));

fn client() -> TestClient<Bookshop> {
    let readers = RateLimit { rate: "2/1h".parse().unwrap(), ..RateLimit::default() };
    checked(TestClient::new(Bookshop::new(stocked(Told { clerks: example(), readers }))))
}

#[tokio::test]
async fn each_version_has_its_own_book() {
    for (asked, expected) in [
        ("2024-06-30", vec!["id", "title", "author", "author_id", "price"]),
        ("2024-09-01", vec!["id", "title", "author_id", "price"]),
        ("2025-11-14", vec!["id", "title", "author_id", "price", "currency"]),
        ("latest", vec!["id", "title", "author_id", "price", "currency", "isbn"]),
    ] {
        let book = client().get("/books/1").header("bookshop-version", asked).await.value();
        assert!(book.as_object().unwrap().keys().eq(expected), "{asked}: {book}");
    }
    assert_eq!(client().get("/books/1").await.header("bookshop-version"), Some("2024-09-01"));
    assert_eq!(client().get("/books/1").header("bookshop-version", "2023-12-24").await.status(), 406);
}

#[tokio::test]
async fn a_list_became_pages_and_a_version_that_ends_says_so() {
    let get = |path, version| client().get(path).header("bookshop-version", version).header("host", "shop.example");
    let list = get("/books", "2024-01-15").await;
    assert_eq!(list.header("sunset"), Some("Thu, 31 Dec 2026 00:00:00 GMT"));
    assert_eq!(list.value()["books"][0]["title"], "Emma");
    assert_eq!(get("/books?limit=1&marker=1", "latest").await.text(), r#"{"books":[]}"#);
    assert_eq!(get("/books/cheapest", "2025-03-01").await.value()["title"], "Emma");
    assert_eq!(get("/books/cheapest", "2025-11-15").await.status(), 410);
}

#[tokio::test]
async fn only_clerks_change_books_and_only_what_they_saw() {
    let client = client();
    let change = |token| client.patch("/books/1").header("authorization", token).json(&json!({ "price": 1100 }));
    assert_eq!(change("Bearer guess").header("if-match", "\"1\"").await.status(), 401);
    assert_eq!(change(CLERK).await.status(), 428);
    assert_eq!(change(CLERK).header("if-match", "\"1\"").await.value()["price"], 1100);
    assert_eq!(change(CLERK).header("if-match", "\"1\"").await.status(), 412);
    let add = |book: Value| client.post("/books").header("authorization", CLERK).json(&book);
    let added = add(json!({ "title": "Lady Susan", "author_id": 1, "price": 500 })).await;
    assert_eq!((added.status().as_u16(), added.header("location")), (201, Some("/books/2")));
    assert_eq!(add(json!({ "title": "Emma", "author_id": 1, "price": 5, "isbn": "not yet" })).await.status(), 400);
    assert_eq!(add(json!({ "title": "Ulysses", "author_id": 9, "price": 500 })).await.status(), 422);
}

#[tokio::test]
async fn readers_review_since_they_can_and_not_all_day() {
    let client = client();
    let review = |version| client.post("/books/1/reviews").header("bookshop-version", version);
    let stars = |stars: u8| json!({ "stars": stars, "text": "read it twice" });
    assert_eq!(review("2024-09-01").json(&stars(5)).await.status(), 404);
    assert_eq!(review("latest").json(&stars(6)).await.value()["errors"][0]["pointer"], "/stars");
    assert_eq!(review("latest").json(&stars(5)).await.status(), 201);
    let refused = review("latest").json(&stars(5)).await;
    assert_eq!((refused.status().as_u16(), refused.header("retry-after")), (429, Some("1800")));
}
