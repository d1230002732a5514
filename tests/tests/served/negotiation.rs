//! The places where a request may name its version, alone and several in an order.

use terrace::prelude::*;
use terrace::{TestClient, TestResponse};

versions! {
    Days: "2025-01-10", "2025-06-01", "2026-01-01"
}

#[controller(path = "/books", versions = Days, many = "books")]
struct Books;

#[model]
struct Filter {
    title: Option<String>,
}

#[routes]
impl Books {
    #[index]
    async fn index(&self, version: Version, filter: Query<Filter>, page: Paging<u32, 1>) -> Page<String> {
        let title = filter.0.title.unwrap_or_default();
        page.of(vec![format!("{version}{title}"), String::new()], |_| 1)
    }

    #[create]
    async fn create(&self, version: Version, title: Json<String>) -> Json<String> {
        Json(format!("{version} {}", *title))
    }

    #[get("/text")]
    async fn text(&self) -> &'static str {
        "text"
    }
}

api! {
    struct ByHeader(Days) at "/";
    negotiate: header("Books-Version");
    controllers: [Books];
}

api! {
    struct ByDate(Days) at "/";
    negotiate: header("Books-Date", date), default = newest, latest = off;
    controllers: [Books];
}

api! {
    struct ByQuery(Days) at "/";
    negotiate: query("version"), default = V2025_06_01;
    controllers: [Books];
}

api! {
    struct ByMediaType(Days) at "/";
    negotiate: media_type("application/vnd.books+json"), default = oldest, echo = off;
    controllers: [Books];
}

api! {
    struct InOrder(Days) at "/";
    negotiate: query("version", date), header("Books-Version"), media_type("application/vnd.books+json", parameter = "v"), required;
    controllers: [Books];
}

api! {
    struct Agreed(Days) at "/";
    negotiate: header("Books-Version"), query("version"), conflict = refuse, echo = off;
    controllers: [Books];
}

api! {
    struct DatedPath(Days) at "/{day}";
    negotiate: path("day", date);
    controllers: [Books];
}

/// The version of an answer, or its status.
fn version(answer: &TestResponse) -> Result<String, u16> {
    match answer.status().as_u16() {
        200 => Ok(answer.value()["books"][0].as_str().expect("a version").to_owned()),
        status => Err(status),
    }
}

fn vary(answer: &TestResponse) -> Vec<&str> {
    answer.headers().get_all("vary").iter().map(|value| value.to_str().expect("text")).collect()
}

fn detail(answer: &TestResponse) -> String {
    answer.value()["detail"].as_str().unwrap_or_default().to_owned()
}

fn ok(version: &str) -> Result<String, u16> {
    Ok(version.to_owned())
}

#[tokio::test]
async fn a_plain_header_holds_the_version_alone() {
    let client = TestClient::new(ByHeader::new(()));
    for (asked, expected) in [
        ("2025-06-01", ok("2025-06-01")),
        ("latest", ok("2026-01-01")),
        ("2025-01-10, 2026-01-01", ok("2026-01-01")),
        ("", ok("2025-01-10")),
        ("2025-06-02", Err(406)),
        ("2025-02-30", Err(400)),
        ("books 2025-06-01", Err(400)),
    ] {
        let answer = client.get("/books").header("books-version", asked).await;
        assert_eq!(version(&answer), expected, "{asked}");
        let echo = match (&expected, asked) {
            (Ok(version), _) => Some(&**version),
            (Err(406), asked) => Some(asked),
            _ => None,
        };
        assert_eq!(answer.header("books-version"), echo, "{asked}");
        assert_eq!(vary(&answer).is_empty(), expected == Err(400), "{asked}");
    }
    let answer = client.get("/books").header("books-version", "2020-01-01").await;
    let said = "there is no version `2020-01-01`; the oldest is `2025-01-10`, the newest is `2026-01-01`";
    assert_eq!(detail(&answer), said);
}

#[tokio::test]
async fn a_date_means_the_newest_version_that_is_not_after_it() {
    let client = TestClient::new(ByDate::new(()));
    for (asked, expected) in [
        ("2025-01-10", ok("2025-01-10")),
        ("2025-05-31", ok("2025-01-10")),
        ("2025-06-01", ok("2025-06-01")),
        ("2099-12-31", ok("2026-01-01")),
        ("2025-01-09", Err(406)),
        ("2025-02-29", Err(400)),
        ("latest", Err(400)),
    ] {
        let answer = client.get("/books").header("books-date", asked).await;
        assert_eq!(version(&answer), expected, "{asked}");
    }
    let answer = client.get("/books").await;
    assert_eq!((version(&answer), answer.header("books-date")), (ok("2026-01-01"), Some("2026-01-01")));
    let answer = client.get("/books").header("books-date", "2025-01-09").await;
    let said = "there was no version yet on `2025-01-09`; the oldest is `2025-01-10`, the newest is `2026-01-01`";
    assert_eq!(detail(&answer), said);
    let answer = client.get("/books").header("books-date", "latest").await;
    assert_eq!(detail(&answer), "`latest` is not a date; write one like `2026-01-01`");
}

#[tokio::test]
async fn a_parameter_of_the_query_is_the_version_beside_the_handlers_own() {
    let client = TestClient::new(ByQuery::new(()));
    for (query, expected) in [
        ("", ok("2025-06-01")),
        ("?version=2025-01-10", ok("2025-01-10")),
        ("?title=Emma&version=latest", ok("2026-01-01Emma")),
        ("?version=2025%2D01-10", ok("2025-01-10")),
        ("?version=2025-01-10&version=2025-01-10", ok("2025-01-10")),
        ("?version=2025-01-10&version=2026-01-01", Err(400)),
        ("?version=", Err(400)),
        ("?version=%FF", Err(400)),
        ("?version=2024-01-01", Err(406)),
        ("?verison=2025-01-10", Err(400)),
    ] {
        let answer = client.get(&format!("/books{query}")).await;
        assert_eq!(version(&answer), expected, "{query}");
        assert!(vary(&answer).is_empty(), "{query}");
    }
    let answer = client.get("/books?version=2025-01-10&limit=1").header("host", "books.example").await;
    let next = "http://books.example/books?version=2025-01-10&limit=1&marker=1";
    assert_eq!(answer.value()["next"], next);
}

#[tokio::test]
async fn a_media_types_parameter_is_the_version_and_the_answer_is_of_that_type() {
    let client = TestClient::new(ByMediaType::new(()));
    let vendor = |version: &str| format!("application/vnd.books+json; version={version}");
    for (accept, expected, media) in [
        (vendor("2025-06-01"), ok("2025-06-01"), vendor("2025-06-01")),
        ("application/vnd.books+json".to_owned(), ok("2025-01-10"), vendor("2025-01-10")),
        ("application/VND.books+JSON;version=\"latest\"".to_owned(), ok("2026-01-01"), vendor("2026-01-01")),
        ("application/json".to_owned(), ok("2025-01-10"), "application/json".to_owned()),
        ("*/*".to_owned(), ok("2025-01-10"), "application/json".to_owned()),
        (format!("{};q=0.1, {}", vendor("2025-01-10"), vendor("2026-01-01")), ok("2026-01-01"), vendor("2026-01-01")),
        (format!("{}, {};q=0.1", vendor("2031-01-10"), vendor("2026-01-01")), ok("2026-01-01"), vendor("2026-01-01")),
        (format!("{};q=0", vendor("2026-01-01")), ok("2025-01-10"), "application/json".to_owned()),
        (vendor("2031-01-01"), Err(406), "application/problem+json".to_owned()),
        (vendor("new"), Err(400), "application/problem+json".to_owned()),
    ] {
        let answer = client.get("/books").header("accept", &*accept).await;
        assert_eq!((version(&answer), answer.header("content-type")), (expected, Some(&*media)), "{accept}");
        assert_eq!(vary(&answer), if answer.status() == 400 { vec![] } else { vec!["Accept"] }, "{accept}");
    }
    let answer = client.get("/books/text").header("accept", &*vendor("2026-01-01")).await;
    assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
}

#[tokio::test]
async fn a_body_has_the_version_of_the_answer() {
    let client = TestClient::new(ByMediaType::new(()));
    let create = |body: &'static str, accept: &'static str| {
        client.post("/books").header("content-type", body).header("accept", accept).body("\"Emma\"")
    };
    let (old, new) = ("application/vnd.books+json;version=2025-01-10", "application/vnd.books+json;version=2026-01-01");
    assert_eq!(create(new, "*/*").await.text(), "\"2026-01-01 Emma\"");
    assert_eq!(create(new, new).await.text(), "\"2026-01-01 Emma\"");
    assert_eq!(create("application/json", new).await.text(), "\"2026-01-01 Emma\"");
    let answer = create(old, new).await;
    assert_eq!(answer.status(), 400);
    let said = "the request asks for version `2026-01-01` and for version `2025-01-10`; ask for one";
    assert_eq!(detail(&answer), said);
    assert_eq!(create("text/html", new).await.status(), 415);
}

#[tokio::test]
async fn the_first_place_that_says_something_counts_and_vary_names_what_was_looked_at() {
    let client = TestClient::new(InOrder::new(()));
    let accept = "application/vnd.books+json;v=2026-01-01";
    let answer = client.get("/books?version=2025-07-01").header("books-version", "nonsense").await;
    assert_eq!((version(&answer), vary(&answer)), (ok("2025-06-01"), vec![]));
    assert_eq!(answer.header("books-version"), Some("2025-06-01"));
    let answer = client.get("/books").header("books-version", "2025-01-10").header("accept", accept).await;
    assert_eq!((version(&answer), vary(&answer)), (ok("2025-01-10"), vec!["Books-Version"]));
    let answer = client.get("/books").header("accept", accept).await;
    assert_eq!((version(&answer), vary(&answer)), (ok("2026-01-01"), vec!["Books-Version", "Accept"]));
    let answer = client.get("/books").await;
    assert_eq!(version(&answer), Err(400));
    assert_eq!(detail(&answer), "the request names no version; write one like `2026-01-01`");
}

#[tokio::test]
async fn places_that_contradict_each_other_are_refused_where_that_is_declared() {
    let client = TestClient::new(Agreed::new(()));
    let ask = |header: &'static str, query: &'static str| {
        client.get(&format!("/books?version={query}")).header("books-version", header)
    };
    let answer = ask("2025-06-01", "2025-06-01").await;
    assert_eq!((version(&answer), vary(&answer)), (ok("2025-06-01"), vec!["Books-Version"]));
    assert_eq!(answer.header("books-version"), None);
    assert_eq!(version(&ask("latest", "2026-01-01").await), ok("2026-01-01"));
    let answer = ask("2025-06-01", "2026-01-01").await;
    assert_eq!(version(&answer), Err(400));
    let said = "the request asks for version `2025-06-01` and for version `2026-01-01`; ask for one";
    assert_eq!(detail(&answer), said);
}

#[tokio::test]
async fn a_path_may_hold_a_date() {
    let client = TestClient::new(DatedPath::new(()));
    assert_eq!(version(&client.get("/2025-12-24/books").await), ok("2025-06-01"));
    for path in ["/2025-01-09/books", "/latest/books", "/2025-02-30/books"] {
        assert_eq!(version(&client.get(path).await), Err(404), "{path}");
    }
}
