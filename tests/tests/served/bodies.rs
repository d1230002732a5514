//! Bodies, their envelopes and their statuses, in and out.

use terrace::TestClient;
use terrace::prelude::*;

use super::post;

#[model]
#[derive(Clone, Debug, PartialEq)]
struct Book {
    #[check(length = 1..=10)]
    title: String,
}

fn book() -> Book {
    Book { title: "Emma".to_owned() }
}

#[controller(path = "/books", key = isbn: u32, one = "book", many = "books")]
struct Books;

#[routes]
impl Books {
    #[index]
    async fn index(&self) -> Json<Vec<Book>> {
        Json(vec![book()])
    }

    #[show]
    async fn show(&self) -> Json<Book> {
        Json(book())
    }

    #[create]
    async fn create(&self, book: Json<Book>) -> Created<Json<Book>> {
        Created(book)
    }

    #[update]
    async fn update(&self, book: Option<Json<Book>>) -> Option<Json<Book>> {
        book
    }

    #[get("/titles", envelope = "titles")]
    async fn titles(&self) -> Json<Vec<String>> {
        Json(vec![book().title])
    }

    #[post("/raw", envelope = none, status = 203)]
    async fn raw(&self, book: Json<Book>) -> Json<Book> {
        book
    }

    #[put("/text")]
    async fn text(&self, text: Bytes) -> Bytes {
        text
    }

    #[post("/all")]
    async fn all(&self, books: Json<Vec<Book>>) -> Accepted {
        assert_eq!(books.len(), 1);
        Accepted(())
    }
}

api! {
    struct Shop at "/";
    controllers: [Books];
}

fn shop() -> TestClient<Shop> {
    TestClient::new(Shop::new(()))
}

#[tokio::test]
async fn answers_are_wrapped_as_the_controller_or_the_handler_says() {
    for (path, text) in [
        ("/books", r#"{"books":[{"title":"Emma"}]}"#),
        ("/books/1", r#"{"book":{"title":"Emma"}}"#),
        ("/books/titles", r#"{"titles":["Emma"]}"#),
    ] {
        let answer = shop().get(path).await;
        assert_eq!((answer.header("content-type"), answer.text()), (Some("application/json"), text), "{path}");
    }
}

#[tokio::test]
async fn requests_are_wrapped_in_the_same_way() {
    let answer = post(&shop(), "/books", r#"{"book": {"title": "Emma"}}"#).await;
    assert_eq!((answer.status().as_u16(), answer.text()), (201, r#"{"book":{"title":"Emma"}}"#));
    let answer = shop().post("/books/raw").json(&book()).await;
    assert_eq!((answer.status().as_u16(), answer.json::<Book>()), (203, book()));
    assert_eq!(post(&shop(), "/books/all", r#"{"books": [{"title": "Emma"}]}"#).await.status(), 202);
    assert_eq!(shop().post("/books").json(&book()).await.status(), 400);
}

#[tokio::test]
async fn a_wrong_body_is_told_by_pointers() {
    for (body, pointer) in [
        (r#"{"book": {"title": 5}}"#, "/book/title"),
        (r#"{"book": {"title": ""}}"#, "/book/title"),
        (r#"{"book": {"titel": ""}}"#, "/book/titel"),
        (r#"{"book": null}"#, "/book"),
        (r#"{"Book": {}}"#, "/Book"),
        ("[]", ""),
    ] {
        let answer = post(&shop(), "/books", body).await;
        assert_eq!(
            (answer.status().as_u16(), &answer.value()["errors"][0]["pointer"]),
            (400, &pointer.into()),
            "{body}"
        );
    }
    for body in ["", "{", "\u{feff}{}", r#"{"book": {"title": "Emma"}} x"#] {
        let answer = post(&shop(), "/books", body).await;
        assert_eq!((answer.status().as_u16(), answer.value().get("errors")), (400, None), "{body}");
    }
}

#[tokio::test]
async fn only_json_is_read_as_json() {
    let send = |content_type: &'static str| async move {
        let request = shop().post("/books/raw").body(r#"{"title": "Emma"}"#);
        let request = if content_type.is_empty() { request } else { request.header("content-type", content_type) };
        request.await.status().as_u16()
    };
    for json in ["application/json", "Application/JSON", "application/json; charset=utf-8", "application/vnd.shop+json"]
    {
        assert_eq!(send(json).await, 203, "{json}");
    }
    for other in ["", "text/plain", "application/xml", "json", "application/json, text/plain", "application/", "+json"]
    {
        assert_eq!(send(other).await, 415, "{other}");
    }
    assert_eq!(shop().put("/books/text").header("content-type", "image/png").body("x").await.text(), "x");
}

#[tokio::test]
async fn an_optional_body_may_be_absent() {
    assert_eq!(shop().put("/books/1").await.status(), 404);
    let put = shop().put("/books/1").header("content-type", "application/json");
    assert_eq!(put.body(r#"{"book": {"title": "Emma"}}"#).await.status(), 200);
}

#[tokio::test]
async fn a_body_may_have_one_mebibyte() {
    assert_eq!(shop().put("/books/text").body(vec![b'x'; 1 << 20]).await.status(), 200);
    let answer = shop().put("/books/text").body(vec![b'x'; (1 << 20) + 1]).await;
    assert_eq!(answer.status(), 413);
}
