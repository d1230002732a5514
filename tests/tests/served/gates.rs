//! Models by version, as requests meet them.

use futures_util::stream;
use terrace::prelude::*;
use terrace::{Event, Events, Form, Lines, TestClient, TestResponse};

versions! { Releases: "1", "2", "3" }

#[model(versions = Releases)]
#[derive(Clone, Debug)]
struct Book {
    title: String,
    #[since(V2)]
    tags: Vec<String>,
    #[until(V3)]
    price: Option<u32>,
    state: State,
}

#[model(versions = Releases)]
#[derive(Clone, Copy, Debug)]
#[serde(rename_all = "snake_case")]
enum State {
    There,
    #[since(V2)]
    Lent,
}

#[model(versions = Releases)]
struct Filter {
    #[since(V2)]
    tag: Option<String>,
    state: Option<State>,
}

const BOOK: fn(State) -> Book =
    |state| Book { title: "Emma".to_owned(), tags: vec!["a".to_owned()], price: Some(9), state };

#[controller(path = "/books", versions = Releases, one = "book")]
struct Books;

#[routes]
impl Books {
    #[create(status = 200)]
    async fn create(&self, book: Json<Book>) -> Json<Book> {
        book
    }

    #[get("/lent")]
    async fn lent(&self) -> Json<Book> {
        Json(BOOK(State::Lent))
    }

    #[get("/found")]
    async fn found(&self, filter: Query<Filter>) -> String {
        format!("{:?} {:?}", filter.tag, filter.state)
    }

    #[post("/found")]
    async fn posted(&self, filter: Form<Filter>) -> String {
        format!("{:?} {:?}", filter.tag, filter.state)
    }

    #[get("/lines")]
    async fn lines(&self) -> Lines<Book> {
        Lines::new(stream::iter([BOOK(State::There), BOOK(State::There)]))
    }

    #[post("/lines")]
    async fn read_lines(&self, mut books: Lines<Book>) -> Result<String> {
        let mut tags = 0;
        while let Some(book) = books.next().await? {
            tags += book.tags.len();
        }
        Ok(tags.to_string())
    }

    #[get("/events")]
    async fn events(&self) -> Events<Json<Book>> {
        Events::new(stream::iter([Event::new(Json(BOOK(State::There)))]))
    }
}

api! {
    struct Strict(Releases) at "/";
    negotiate: header("Library-Version");
    controllers: [Books];
}

api! {
    struct Lenient(Releases) at "/";
    negotiate: header("Library-Version");
    unknown_fields: drop;
    controllers: [Books];
}

async fn get(path: &str, version: &str) -> TestResponse {
    TestClient::new(Strict::new(())).get(path).header("library-version", version).await
}

async fn post<A: terrace::Application>(
    api: A,
    path: &str,
    version: &str,
    media: &str,
    body: &'static str,
) -> TestResponse {
    let client = TestClient::new(api);
    client.post(path).header("library-version", version).header("content-type", media).body(body).await
}

const JSON: &str = "application/json";
const NDJSON: &str = "application/x-ndjson";
const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn a_body_has_the_shape_of_its_version() {
    let first = r#"{"book":{"title":"Emma","price":9,"state":"there"}}"#;
    let answer = post(Strict::new(()), "/books", "1", JSON, first).await;
    assert_eq!((answer.status().as_u16(), answer.text()), (200, first));
    let third = r#"{"book":{"title":"Emma","tags":[],"state":"lent"}}"#;
    let answer = post(Strict::new(()), "/books", "3", JSON, third).await;
    assert_eq!((answer.status().as_u16(), answer.text()), (200, third));
    let answer = post(Strict::new(()), "/books", "1", JSON, third).await;
    assert_eq!(answer.status(), 400);
    assert!(answer.text().contains("/book/tags"), "{answer:?}");
    assert!(answer.text().contains("the fields are `title`, `price`, `state`"), "{answer:?}");
    let lent = r#"{"book":{"title":"Emma","state":"lent"}}"#;
    let answer = post(Strict::new(()), "/books", "1", JSON, lent).await;
    assert!(answer.text().contains("unknown value `lent`, expected `there`"), "{answer:?}");
}

#[tokio::test]
async fn unknown_fields_are_dropped_everywhere_where_the_api_says_so() {
    let body = r#"{"more":1,"book":{"title":"Emma","tags":["a"],"x":{"y":[]},"state":"there"},"most":2}"#;
    let answer = post(Lenient::new(()), "/books", "1", JSON, body).await;
    assert_eq!(answer.text(), r#"{"book":{"title":"Emma","price":null,"state":"there"}}"#);
    assert_eq!(post(Strict::new(()), "/books", "1", JSON, body).await.status(), 400);
    let answer = post(Lenient::new(()), "/books/found", "1", FORM, "tag=a&x=1&x=2&state=there").await;
    assert_eq!(answer.text(), "None Some(There)");
    let answer =
        post(Lenient::new(()), "/books/lines", "1", NDJSON, "{\"title\":\"a\",\"tags\":[\"b\"],\"state\":\"there\"}\n");
    assert_eq!(answer.await.text(), "0");
}

#[tokio::test]
async fn a_variant_that_its_version_does_not_have_is_an_error_of_the_service() {
    let answer = get("/books/lent", "1").await;
    assert_eq!(answer.status(), 500);
    assert!(!answer.text().contains("lent"), "{answer:?}");
    assert_eq!(get("/books/lent", "2").await.status(), 200);
}

#[tokio::test]
async fn queries_and_forms_have_a_version_too() {
    assert_eq!(get("/books/found?tag=a&state=lent", "2").await.text(), "Some(\"a\") Some(Lent)");
    assert_eq!(get("/books/found?tag=a", "1").await.status(), 400);
    assert_eq!(get("/books/found?state=lent", "1").await.status(), 400);
    let form = |version| post(Strict::new(()), "/books/found", version, FORM, "tag=a");
    assert_eq!(form("2").await.text(), "Some(\"a\") None");
    assert_eq!(form("1").await.status(), 400);
}

#[tokio::test]
async fn each_item_of_a_stream_has_the_requests_version() {
    let line = "{\"title\":\"Emma\",\"price\":9,\"state\":\"there\"}\n";
    assert_eq!(get("/books/lines", "1").await.text(), line.repeat(2));
    assert!(
        get("/books/lines", "3")
            .await
            .text()
            .starts_with("{\"title\":\"Emma\",\"tags\":[\"a\"],\"state\":\"there\"}\n")
    );
    let event = get("/books/events", "1").await;
    assert_eq!(event.text(), format!("data: {line}\n"));
    let tagged = "{\"title\":\"a\",\"tags\":[\"b\"],\"state\":\"there\"}\n";
    assert_eq!(post(Strict::new(()), "/books/lines", "3", NDJSON, tagged).await.text(), "1");
    assert_eq!(post(Strict::new(()), "/books/lines", "1", NDJSON, tagged).await.status(), 400);
}
