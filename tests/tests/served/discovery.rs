//! The document that tells which versions there are.

use serde_json::json;
use terrace::prelude::*;
use terrace::{Discovery, TestClient};

versions! {
    Days: "2020-01-15", "2021-09-01", "2022-03-01", "2023-06-30";
    deprecated: "2020-01-15", on = "2021-01-01", sunset = "2022-01-01", link = "https://books.example/2020";
    deprecated: "2021-09-01", on = "2022-01-01", sunset = "2999-01-01";
    deprecated: "2022-03-01", on = "2999-01-01";
}

#[controller(path = "/books", versions = Days)]
struct Books;

#[routes]
impl Books {
    #[index]
    async fn index(&self) {}
}

api! {
    struct Shop(Days) at "/shops/{shop}", "/shop";
    negotiate: header("Shop-Date"), required;
    controllers: [Books, Discovery at ("/", "/shop")];
}

api! {
    struct Plain at "/";
    controllers: [Discovery];
}

#[tokio::test]
async fn versions_are_told_with_their_status_without_one_being_asked_for() {
    let client = TestClient::new(Shop::new(()));
    for path in ["/", "/shop"] {
        let answer = client.get(path).header("host", "books.example").header("shop-date", "nonsense").await;
        assert_eq!((answer.status().as_u16(), answer.header("vary")), (200, None));
        let own = json!({ "rel": "self", "href": "http://books.example/shop" });
        let expected = json!({ "versions": [
            {
                "id": "2020-01-15", "status": "sunset", "deprecated": "2021-01-01", "sunset": "2022-01-01",
                "links": [own, { "rel": "deprecation", "href": "https://books.example/2020" }],
            },
            { "id": "2021-09-01", "status": "deprecated", "deprecated": "2022-01-01", "sunset": "2999-01-01", "links": [own] },
            { "id": "2022-03-01", "status": "supported", "deprecated": "2999-01-01", "links": [own] },
            { "id": "2023-06-30", "status": "current", "links": [own] },
        ]});
        assert_eq!(answer.value(), expected);
    }
}

#[tokio::test]
async fn an_api_without_versions_has_none() {
    assert_eq!(TestClient::new(Plain::new(())).get("/").await.text(), r#"{"versions":[]}"#);
}
