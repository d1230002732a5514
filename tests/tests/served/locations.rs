//! Answers that say where something is.

use terrace::prelude::*;
use terrace::{PermanentRedirect, SeeOther, TemporaryRedirect, TestClient};

use super::{post, told};

#[controller(path = "/pages", key = name: String, one = "page")]
struct Pages;

#[routes]
impl Pages {
    #[create]
    async fn create(&self, name: Json<String>) -> Created<Located<Json<String>>> {
        Created::at(format!("/pages/{}", *name), name)
    }

    #[put("/import")]
    async fn import(&self) -> Accepted<Located> {
        Accepted::at("https://example.org/imports?id=1%202#now", ())
    }

    #[show]
    async fn show(&self, name: Path<String>) -> Result<SeeOther, NotFound> {
        if *name == "none" { Err(NotFound::default()) } else { Ok(SeeOther::to(format!("/elsewhere/{}", *name))) }
    }

    #[post(member, "/once")]
    async fn once(&self) -> TemporaryRedirect {
        TemporaryRedirect::to("/a")
    }

    #[post(member, "/always")]
    async fn always(&self) -> PermanentRedirect {
        PermanentRedirect::to("../b")
    }

    #[put(member, "/broken")]
    async fn broken(&self) -> Created<Located<Json<f64>>> {
        Created::at("/nowhere", Json(f64::NAN))
    }
}

api! {
    struct Site at "/";
    controllers: [Pages];
}

fn site() -> TestClient<Site> {
    TestClient::new(Site::new(()))
}

#[tokio::test]
async fn what_was_made_has_a_place() {
    let answer = post(&site(), "/pages", r#"{"page": "a"}"#).await;
    assert_eq!((told(&answer), answer.header("location")), ((201, r#"{"page":"a"}"#.to_owned()), Some("/pages/a")));
    let answer = site().put("/pages/import").await;
    let place = Some("https://example.org/imports?id=1%202#now");
    assert_eq!((told(&answer), answer.header("location")), ((202, String::new()), place));
}

#[tokio::test]
async fn a_redirect_says_where_to() {
    for (answer, status, place) in [
        (site().get("/pages/a").await, 303, "/elsewhere/a"),
        (site().post("/pages/a/once").await, 307, "/a"),
        (site().post("/pages/a/always").await, 308, "../b"),
    ] {
        assert_eq!((told(&answer), answer.header("location")), ((status, String::new()), Some(place)));
    }
}

#[tokio::test]
async fn what_no_uri_holds_is_encoded() {
    for (name, place) in [
        ("a%20b", "/elsewhere/a%20b"),
        ("%C3%A4", "/elsewhere/%C3%A4"),
        ("a%0D%0Aset-cookie:%20b", "/elsewhere/a%0D%0Aset-cookie:%20b"),
        ("%7F%22%3C", "/elsewhere/%7F%22%3C"),
    ] {
        let answer = site().get(&format!("/pages/{name}")).await;
        assert_eq!((answer.header("location"), answer.headers().get("set-cookie")), (Some(place), None), "{name}");
    }
}

#[tokio::test]
async fn a_failure_is_nowhere() {
    for answer in [site().get("/pages/none").await, site().put("/pages/a/broken").await] {
        assert!(answer.status().as_u16() >= 400 && answer.header("location").is_none(), "{answer:?}");
    }
}
