//! What answers say of operations and versions that should be used no more.

use terrace::prelude::*;
use terrace::{TestClient, TestResponse};

versions! {
    Days: "2024-01-15", "2024-09-01", "2025-03-01", "2025-06-30";
    deprecated: "2024-01-15", on = "2025-01-01", sunset = "2026-01-01", link = "https://books.example/2024";
    deprecated: "2024-09-01" ..= "2025-03-01", on = "2025-07-01";
}

#[controller(path = "/books", key = id: u32, versions = Days)]
struct Books;

#[routes]
impl Books {
    #[index]
    async fn index(&self) {}

    #[show(deprecated(since = V2025_03_01, on = "2025-04-01", sunset = "2025-12-31", link = "/news"))]
    async fn show(&self) -> Result<(), NotFound> {
        Err(NotFound::new("no such book"))
    }

    #[update(deprecated = V2025_06_30)]
    async fn update(&self) {}

    #[delete(deprecated)]
    async fn delete(&self) {}

    #[action("burn", deprecated(on = "1970-01-02"))]
    async fn burn(&self) {}
}

api! {
    struct Shop(Days) at "/";
    negotiate: header("Shop-Date");
    controllers: [Books];
}

/// `Deprecation`, `Sunset` and `Link` of an answer.
fn said(answer: &TestResponse) -> (Option<&str>, Option<&str>, Vec<&str>) {
    let links = answer.headers().get_all("link").iter().map(|value| value.to_str().expect("text"));
    (answer.header("deprecation"), answer.header("sunset"), links.collect())
}

async fn ask(method: &str, path: &str, version: &str) -> TestResponse {
    let client = TestClient::new(Shop::new(()));
    client.request(method.parse().expect("a method"), path).header("shop-date", version).await
}

#[tokio::test]
async fn a_version_that_lapses_says_so_in_every_answer() {
    let link = r#"<https://books.example/2024>; rel="deprecation sunset""#;
    let oldest = (Some("@1735689600"), Some("Thu, 01 Jan 2026 00:00:00 GMT"), vec![link]);
    for (method, path) in [("GET", "/books"), ("GET", "/books/1"), ("HEAD", "/books")] {
        assert_eq!(said(&ask(method, path, "2024-01-15").await), oldest, "{method} {path}");
    }
    assert_eq!(said(&ask("GET", "/books", "2024-09-01").await), (Some("@1751328000"), None, vec![]));
    assert_eq!(said(&ask("GET", "/books", "2025-06-30").await), (None, None, vec![]));
    assert_eq!(said(&ask("GET", "/nothing", "2024-01-15").await), (None, None, vec![]));
}

#[tokio::test]
async fn an_operation_says_so_from_its_version_on_and_the_earlier_day_counts() {
    let link = r#"</news>; rel="deprecation sunset""#;
    let deprecated = (Some("@1743465600"), Some("Wed, 31 Dec 2025 00:00:00 GMT"), vec![link]);
    assert_eq!(said(&ask("GET", "/books/1", "2025-06-30").await), deprecated);
    assert_eq!(said(&ask("GET", "/books/1", "2025-03-01").await), deprecated);
    assert_eq!(said(&ask("GET", "/books/1", "2024-09-01").await), (Some("@1751328000"), None, vec![]));
}

#[tokio::test]
async fn a_version_that_is_a_day_is_the_day() {
    assert_eq!(said(&ask("PUT", "/books/1", "2025-06-30").await), (Some("@1751241600"), None, vec![]));
    assert_eq!(said(&ask("DELETE", "/books/1", "2025-06-30").await), (None, None, vec![]));
}

#[tokio::test]
async fn an_action_says_so_too() {
    let client = TestClient::new(Shop::new(()));
    let request = client.post("/books/1/action").header("shop-date", "latest");
    let answer = request.header("content-type", "application/json").body(r#"{"burn": null}"#).await;
    assert_eq!(said(&answer), (Some("@86400"), None, vec![]));
}
