//! JSON lines, in and out.

use std::io;

use futures_util::{StreamExt, stream};
use terrace::prelude::*;
use terrace::{Lines, TestClient};

use super::socket::{rest, serve};

#[model]
struct Item {
    #[check(range = 1..=9)]
    size: u8,
}

#[controller(path = "/items")]
struct Items;

#[routes]
impl Items {
    #[create(status = 200)]
    async fn create(&self, mut items: Lines<Item>) -> Result<Json<u32>> {
        let mut sum = 0;
        while let Some(item) = items.next().await? {
            sum += u32::from(item.size);
        }
        Ok(Json(sum))
    }

    #[post("/short")]
    async fn short(&self, items: Lines<Item>) -> Result<Json<u8>> {
        Ok(Json(items.line_bytes(12).next().await?.map_or(0, |item| item.size)))
    }

    #[post("/doubled")]
    async fn doubled(&self, items: Lines<Item>) -> Lines<Item> {
        Lines::of_results(items.map(|item| item.map(|item| Item { size: item.size * 2 })))
    }

    #[post("/optional")]
    async fn optional(&self, items: Option<Lines<Item>>) -> Json<bool> {
        Json(items.is_some())
    }

    #[get("/failing")]
    async fn failing(&self) -> Lines<Item> {
        Lines::of_results(stream::iter([Ok(Item { size: 1 }), Err(io::Error::other("gone"))]))
    }
}

api! {
    struct Shop at "/";
    controllers: [Items];
}

fn shop() -> TestClient<Shop> {
    TestClient::new(Shop::new(()))
}

async fn post(path: &str, body: impl Into<Body>) -> (u16, String) {
    super::told(&shop().post(path).header("content-type", "application/x-ndjson").body(body).await)
}

#[tokio::test]
async fn lines_are_read_however_they_are_cut() {
    let text = "{\"size\": 1}\n\n{\"size\":2}\r\n {\"size\":3} ";
    for size in [1, 3, 100] {
        let pieces: Vec<_> = text.as_bytes().chunks(size).map(|piece| Ok::<_, io::Error>(piece.to_vec())).collect();
        assert_eq!(post("/items", Body::stream(stream::iter(pieces))).await, (200, "6".to_owned()), "{size}");
    }
    assert_eq!(post("/items", "").await, (200, "0".to_owned()));
    assert_eq!(post("/items/doubled", text).await, (200, "{\"size\":2}\n{\"size\":4}\n{\"size\":6}\n".to_owned()));
}

#[tokio::test]
async fn a_wrong_line_is_told_by_its_number() {
    for (body, detail, pointer) in [
        ("{\"size\":1}\n{\"size\":0}\n", "line 2 of the body is not what was expected", Some("/size")),
        ("\n\n{\"sise\":1}", "line 3 of the body is not what was expected", Some("/sise")),
        ("{\"size\":1}{", "line 1: the body is not JSON: trailing characters at line 1 column 11", None),
        ("{\"size\":1}\n{", "line 2: the body is not JSON: EOF while parsing an object at line 1 column 1", None),
    ] {
        let answer = shop().post("/items").header("content-type", "application/x-ndjson").body(body).await;
        let value = answer.value();
        assert_eq!((answer.status().as_u16(), value["detail"].as_str()), (400, Some(detail)));
        assert_eq!(value["errors"][0]["pointer"].as_str(), pointer);
    }
}

#[tokio::test]
async fn a_line_has_its_limit() {
    assert_eq!(post("/items/short", "{\"size\": 2}\n").await, (200, "2".to_owned()));
    let (status, text) = post("/items/short", "{\"size\":    2}\n").await;
    assert!(status == 413 && text.contains("line 1 has more than 12 bytes"), "{text}");
    assert_eq!(post("/items/short", "             ").await.0, 413);
    assert_eq!(shop().post("/items").header("content-type", "application/json").body("{}").await.status(), 415);
}

#[tokio::test]
async fn no_body_may_be_allowed() {
    assert_eq!(shop().post("/items/optional").await.text(), "false");
    assert_eq!(post("/items/optional", "x").await.1, "true");
}

#[tokio::test]
async fn a_value_that_fails_cuts_the_answer_off() {
    let served = serve(Shop::new(())).await;
    let answer = rest(served.send("GET /items/failing HTTP/1.1\r\nhost: a\r\n\r\n").await).await;
    assert!(answer.contains("{\"size\":1}\n") && !answer.ends_with("0\r\n\r\n"), "{answer}");
    assert!(answer.contains("content-type: application/x-ndjson\r\n"), "{answer}");
}
