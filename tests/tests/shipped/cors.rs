//! `Cors`: which pages may ask, and that a browser's question needs no token.

use terrace::filters::{Cors, NoAuth};
use terrace::http::Method;
use terrace::prelude::*;
use terrace::settings::Sources;
use terrace::{TestClient, TestRequest};

pipeline! { Front: [Cors, NoAuth = NoAuth::default()] }

/// Words.
#[controller(path = "/words")]
struct Words;

#[routes]
impl Words {
    /// One.
    #[index]
    async fn index(&self) -> &'static str {
        "word"
    }
}

api! {
    struct Site at "/";
    pipeline: Front;
    controllers: [Words];
}

fn client(file: &str) -> TestClient<Site> {
    TestClient::new(Site::new(Sources::none().text("site.toml", file).read::<Cors>().expect(file).settings))
}

const LISTED: &str = "origins = ['https://shop.example', 'http://localhost:3000']";

fn before(client: &TestClient<Site>, origin: &str) -> TestRequest {
    let asked = client.request(Method::OPTIONS, "/words").header("origin", origin);
    asked.header("access-control-request-method", "PUT").header("access-control-request-headers", "x-auth-token")
}

#[tokio::test]
async fn pages_of_listed_origins_may_ask() {
    for origin in ["https://shop.example", "http://localhost:3000"] {
        let told = before(&client(LISTED), origin).await;
        assert_eq!(told.status(), 200);
        for (name, value) in [
            ("access-control-allow-origin", origin),
            ("access-control-allow-methods", "PUT"),
            ("access-control-allow-headers", "x-auth-token"),
            ("access-control-max-age", "3600"),
        ] {
            assert_eq!(told.header(name), Some(value), "{name}");
        }
        let asked = client(LISTED).get("/words").header("origin", origin).header("x-auth-token", "jane").await;
        assert_eq!((asked.text(), asked.header("access-control-allow-origin")), ("word", Some(origin)));
    }
    for origin in ["https://evil.example", "http://shop.example", "https://shop.example:444", "null"] {
        assert_eq!(before(&client(LISTED), origin).await.header("access-control-allow-origin"), None, "{origin}");
    }
    assert_eq!(before(&client(""), "https://shop.example").await.header("access-control-allow-origin"), None);
}

#[tokio::test]
async fn settings_say_by_which_methods_and_headers_and_what_pages_may_read() {
    let file = format!(
        "{LISTED}\nmethods = ['GET', 'POST']\nheaders = 'x-a'\nexpose = 'x-b'\ncredentials = true\nmax_age = '1m'"
    );
    let told = before(&client(&file), "https://shop.example").await;
    assert_eq!(told.header("access-control-allow-methods"), Some("GET,POST"));
    assert_eq!(told.header("access-control-allow-headers"), Some("x-a"));
    assert_eq!(told.header("access-control-allow-credentials"), Some("true"));
    assert_eq!(told.header("access-control-max-age"), Some("60"));
    let asked = client(&file).get("/words").header("origin", "https://shop.example").header("x-auth-token", "a").await;
    assert_eq!(asked.header("access-control-expose-headers"), Some("x-b"));
}

#[tokio::test]
async fn everybodys_pages_are_never_told_who_the_user_is() {
    let told = before(&client("origins = '*'\ncredentials = true"), "https://evil.example").await;
    assert_eq!(told.header("access-control-allow-origin"), Some("*"));
    assert_eq!(told.header("access-control-allow-credentials"), None);
}

#[test]
fn what_is_no_origin_is_refused_where_it_stands() {
    for origin in
        ["shop.example", "https://shop.example/", "https://shop.example/a", "https://a@b", "*', 'https://a", ""]
    {
        let file = format!("origins = ['{origin}']");
        let refused = Sources::none().text("site.toml", &*file).read::<Cors>().expect_err(origin).to_string();
        assert!(refused.starts_with("site.toml:1: `origins` is"), "{refused}");
    }
}
