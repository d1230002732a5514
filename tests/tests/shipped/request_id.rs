//! `RequestId`: a client's id, where it fits.

use terrace::filter::{Head, Next, Request};
use terrace::filters::{self, FaultWrap};
use terrace::http::HeaderName;
use terrace::prelude::*;
use terrace::settings::Sources;
use terrace::{Forbidden, RequestId, Response, TestClient};

pipeline! { Front: [filters::RequestId] }

/// Ids.
#[controller(path = "/id")]
struct Id;

#[routes]
impl Id {
    /// Tell it.
    #[index]
    async fn index(&self, id: RequestId) -> String {
        id.to_string()
    }
}

api! {
    struct Site at "/";
    pipeline: Front;
    controllers: [Id];
}

api! {
    struct Compute at "/";
    errors: openstack;
    pipeline: Front;
    controllers: [Id];
}

const SENT: &str = "req-6f1b3a44-97c1-4a6e-8d0b-6b6f6b0f6d11";

#[tokio::test]
async fn a_fitting_id_is_the_requests_in_every_dialect() {
    let client = TestClient::new(Site::new(filters::RequestId::default()));
    let answer = client.get("/id").header("x-request-id", SENT).await;
    assert_eq!((answer.text(), answer.header("x-request-id")), (SENT, Some(SENT)));
    let failed = client.get("/nothing").header("x-request-id", SENT).await;
    assert_eq!(failed.header("x-request-id"), Some(SENT));

    let client = TestClient::new(Compute::new(filters::RequestId::default()));
    let answer = client.get("/id").header("x-openstack-request-id", SENT).await;
    assert_eq!((answer.text(), answer.header("x-openstack-request-id")), (SENT, Some(SENT)));
    assert_eq!(answer.header("x-compute-request-id"), Some(SENT));
}

#[tokio::test]
async fn what_does_not_fit_is_nobodys_id() {
    let client = TestClient::new(Site::new(filters::RequestId::default()));
    for sent in ["", "hello", &SENT[1..], &format!("{SENT}0"), &format!("{SENT} "), &SENT.to_uppercase()] {
        let answer = client.get("/id").header("x-request-id", sent).await;
        assert!(answer.text() != sent && answer.text().parse::<terrace::Uuid>().is_ok(), "{sent}");
        assert_eq!(answer.header("x-request-id"), Some(answer.text()));
    }
}

#[tokio::test]
async fn settings_say_which_ids_fit_where_they_are_and_who_else_is_told() {
    let file = "accept = '[a-z]{3}'\naccept_in = ['x-trace']\nanswer_in = ['x-trace', 'x-other']";
    let told = Sources::none().text("site.toml", file).read::<filters::RequestId>().expect("settings").settings;
    assert_eq!(told.answer_in, ["x-trace", "x-other"].map(HeaderName::from_static));
    let client = TestClient::new(Site::new(told));
    let answer = client.get("/id").header("x-trace", "abc").header("x-request-id", SENT).await;
    assert_eq!(answer.text(), "abc");
    for name in ["x-request-id", "x-trace", "x-other"] {
        assert_eq!(answer.header(name), Some("abc"), "{name}");
    }
    let made = client.get("/id").header("x-trace", "abcd").await;
    assert_eq!(made.header("x-trace"), Some(made.text()));

    let longest = "a".repeat(201);
    let anything = Sources::none().text("site.toml", "accept = '.*'").read::<filters::RequestId>().expect("settings");
    let client = TestClient::new(Site::new(anything.settings));
    for sent in [&*longest, "a b", "a\tb"] {
        assert_ne!(client.get("/id").header("x-request-id", sent).await.text(), sent);
    }
    assert_eq!(client.get("/id").header("x-request-id", &longest[1..]).await.text(), &longest[1..]);
}

/// Lets few pass.
#[filter]
fn gate(request: Head<'_>) -> Result<(), Forbidden> {
    match request.headers().get("x-gate").map(|value| value.as_bytes()) {
        Some(b"open") => Ok(()),
        Some(_) => panic!("it fell down"),
        None => Err(Forbidden::new("closed")),
    }
}

/// Waits.
#[filter]
async fn wait(request: Request, next: impl Next) -> Response {
    tokio::task::yield_now().await;
    next.run(request).await
}

pipeline! { Gated: [filters::RequestId, FaultWrap, gate] }
pipeline! { Waiting: [filters::RequestId, FaultWrap, wait, gate] }

api! {
    struct Castle at "/castle";
    pipeline: Gated;
    controllers: [Id];
}

api! {
    struct Town at "/town";
    pipeline: Waiting;
    controllers: [Id];
}

composite! { struct Land; apis: [Castle, Town]; }

#[tokio::test]
async fn an_id_is_in_the_headers_of_answers_that_filters_give_and_of_those_to_panics() {
    let told = filters::RequestId { answer_in: vec![HeaderName::from_static("x-trace")], ..Default::default() };
    let client = TestClient::new(Land::new(told));
    for path in ["/castle/id", "/town/id"] {
        for (gate, status) in [(Some("open"), 200), (None, 403), (Some("broken"), 500)] {
            let request = client.get(path).header("x-request-id", SENT);
            let answer = match gate {
                Some(gate) => request.header("x-gate", gate),
                None => request,
            };
            let answer = answer.await;
            assert_eq!((answer.status().as_u16(), answer.header("x-trace")), (status, Some(SENT)), "{path} {gate:?}");
        }
    }
}

#[test]
fn a_pattern_that_is_none_is_refused_where_it_stands() {
    for (file, expected) in [
        ("accept = '('", "site.toml:1: `accept` is `(`, and must be a regular expression; unclosed group"),
        ("accept = ')|('", "site.toml:1: `accept`"),
        ("accept_in = ['a b']", "site.toml:1: `accept_in`"),
    ] {
        let refused = Sources::none().text("site.toml", file).read::<filters::RequestId>().expect_err(file).to_string();
        assert!(refused.starts_with(expected), "{refused}");
    }
}
