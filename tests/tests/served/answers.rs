//! Answers of several statuses, and headers beside bodies.

use terrace::prelude::*;
use terrace::{Model, TestClient};

use super::told;

#[derive(Answer)]
enum Told {
    /// It is new.
    #[answer(status = 201)]
    Made {
        word: Json<String>,
        #[header]
        location: String,
        #[header("etag")]
        tag: ETag,
    },
    #[answer(status = 206)]
    Some(String),
    #[answer(status = 303)]
    Elsewhere(#[header("Location")] String),
    #[answer(status = 204)]
    Nothing,
    #[answer(status = 200)]
    Unspeakable {
        number: Json<f64>,
        #[header]
        x_line: String,
    },
}

/// A list, and how long it is.
#[derive(Answer)]
struct Counted<T: Model> {
    items: Page<T>,
    #[header("x-total-count")]
    total: u32,
    #[header]
    x_tags: Vec<String>,
    #[header]
    x_note: Option<String>,
    #[header("set-cookie")]
    cookies: Vec<String>,
}

/// With the status of its route.
#[derive(Answer)]
struct Plain(Json<u8>, #[header("x-plain")] bool);

#[controller(path = "/words", key = word: String, one = "word", many = "words")]
struct Words;

#[routes]
impl Words {
    #[show]
    async fn show(&self, word: Path<String>) -> Result<Told, NotFound> {
        let text = word.into_inner();
        match text.as_str() {
            "new" => Ok(Told::Made { tag: ETag::weak(&text), location: format!("/words/{text}"), word: Json(text) }),
            "some" => Ok(Told::Some(text)),
            "else" => Ok(Told::Elsewhere("/".to_owned())),
            "nothing" => Ok(Told::Nothing),
            "infinite" => Ok(Told::Unspeakable { number: Json(f64::INFINITY), x_line: String::new() }),
            "lines" => Ok(Told::Unspeakable { number: Json(1.0), x_line: "a\nb".to_owned() }),
            _ => Err(NotFound::default()),
        }
    }

    #[index]
    async fn index(&self, page: Paging<u8, 1>) -> Counted<u8> {
        let items = page.of(vec![1, 2], |number| *number);
        let cookies = vec!["a=1".to_owned(), "b=2; Path=/".to_owned()];
        Counted { items, total: 2, x_tags: vec!["x".to_owned(), "y".to_owned()], x_note: None, cookies }
    }

    #[create(status = 202)]
    async fn create(&self) -> Plain {
        Plain(Json(1), true)
    }
}

api! {
    struct Site at "/";
    controllers: [Words];
}

fn site() -> TestClient<Site> {
    TestClient::new(Site::new(()))
}

#[tokio::test]
async fn each_variant_has_its_status_its_body_and_its_headers() {
    let site = site();
    let made = site.get("/words/new").await;
    assert_eq!(told(&made), (201, r#"{"word":"new"}"#.to_owned()));
    assert_eq!((made.header("location"), made.header("etag")), (Some("/words/new"), Some("W/\"new\"")));
    let some = site.get("/words/some").await;
    assert_eq!(
        (told(&some), some.header("content-type")),
        ((206, "some".to_owned()), Some("text/plain; charset=utf-8"))
    );
    let elsewhere = site.get("/words/else").await;
    assert_eq!((told(&elsewhere), elsewhere.header("location")), ((303, String::new()), Some("/")));
    assert_eq!(told(&site.get("/words/nothing").await), (204, String::new()));
    assert_eq!(site.get("/words/missing").await.status(), 404);
}

#[tokio::test]
async fn headers_are_values_lists_or_absent() {
    let listed = site().get("/words").header("host", "h").await;
    assert_eq!(told(&listed), (200, r#"{"words":[1],"next":"http://h/words?marker=1"}"#.to_owned()));
    assert_eq!((listed.header("x-total-count"), listed.header("x-tags")), (Some("2"), Some("x, y")));
    assert_eq!(listed.header("x-note"), None);
    let cookies: Vec<_> = listed.headers().get_all("set-cookie").iter().collect();
    assert_eq!(cookies, ["a=1", "b=2; Path=/"]);
    // What became a failure has none of them.
    let refused = site().get("/words").header("host", "/").await;
    assert_eq!((refused.status().as_u16(), refused.header("x-total-count")), (400, None));
}

#[tokio::test]
async fn a_struct_without_a_status_has_that_of_its_route() {
    let plain = site().post("/words").await;
    assert_eq!((told(&plain), plain.header("x-plain")), ((202, r#"{"word":1}"#.to_owned()), Some("true")));
}

#[tokio::test]
async fn what_cannot_be_written_is_a_failure_of_the_service() {
    for word in ["infinite", "lines"] {
        let answer = site().get(&format!("/words/{word}")).await;
        assert_eq!((answer.status().as_u16(), answer.header("x-line")), (500, None), "{word}");
    }
}
