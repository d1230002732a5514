//! `RateLimit`: whose requests count together, and what becomes of too many.

use std::time::Duration;

use terrace::filter::{Next, Request};
use terrace::filters::{NoAuth, RateLimit};
use terrace::prelude::*;
use terrace::settings::Sources;
use terrace::{ClientAddress, Response, TestClient};

/// Says where clients are.
#[filter]
async fn at(mut request: Request, next: impl Next) -> Response {
    let address = request.headers().get("x-at").and_then(|value| value.to_str().ok()?.parse().ok());
    if let Some(address) = address {
        request.extensions_mut().insert(ClientAddress(address));
    }
    next.run(request).await
}

pipeline! { Front: [at, NoAuth = NoAuth::default(), RateLimit] }

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
    errors: openstack;
    pipeline: Front;
    controllers: [Words];
}

fn client(file: &str) -> TestClient<Site> {
    let told = Sources::none().text("site.toml", file).read::<RateLimit>().expect(file).settings;
    TestClient::new(Site::new(told))
}

/// The statuses of requests with these headers beside a token.
async fn statuses(client: &TestClient<Site>, requests: &[(&str, &str)]) -> Vec<u16> {
    let mut statuses = Vec::new();
    for (name, value) in requests {
        let request = client.get("/words").header(name, value);
        let request = if *name == "x-auth-token" { request } else { request.header("x-auth-token", "jane") };
        statuses.push(request.await.status().as_u16());
    }
    statuses
}

#[tokio::test]
async fn of_one_client_so_many_pass_and_the_next_is_told_when_to_come_back() {
    let client = client("rate = '2/1h'");
    for _ in 0..2 {
        assert_eq!(client.get("/words").header("x-auth-token", "jane").await.status(), 200);
    }
    let refused = client.get("/words").header("x-auth-token", "jane").await;
    assert_eq!((refused.status().as_u16(), refused.header("retry-after")), (429, Some("1800")));
    assert_eq!(refused.value()["overLimit"]["code"], 429);
}

#[tokio::test]
async fn requests_come_back_as_time_passes() {
    let client = client("rate = '1/2s'");
    let ask = || async { client.get("/words").header("x-auth-token", "jane").await.status().as_u16() };
    assert_eq!((ask().await, ask().await), (200, 429));
    tokio::time::sleep(Duration::from_millis(2100)).await;
    assert_eq!((ask().await, ask().await), (200, 429));
}

#[tokio::test]
async fn settings_say_whose_requests_count_together() {
    let check = async |by: &str, requests: &[(&str, &str)], expected: &[u16]| {
        let client = client(&format!("rate = '1/1h'\nby = '{by}'"));
        assert_eq!(statuses(&client, requests).await, expected, "{by}");
    };
    let at = |address| ("x-at", address);
    check("address", &[at("192.0.2.1"), at("192.0.2.2"), at("192.0.2.1")], &[200, 200, 429]).await;
    check("address", &[at("2001:db8::1"), at("2001:db8::2"), at("2001:db8:0:1::1")], &[200, 429, 200]).await;
    let token = |token| ("x-auth-token", token);
    check("user", &[token("a:p"), token("b:p"), token("a:q")], &[200, 200, 429]).await;
    check("project", &[token("a:p"), token("b:p"), token("a:q")], &[200, 429, 200]).await;
    let key = |key| ("x-key", key);
    check(
        "header x-key",
        &[key("a"), key("b"), key("a"), at("192.0.2.1"), at("192.0.2.1")],
        &[200, 200, 429, 200, 429],
    )
    .await;
}

#[tokio::test]
async fn who_has_not_asked_for_the_longest_time_is_forgotten() {
    let client = client("rate = '1/1h'\nby = 'header x-key'\nclients = 2");
    let key = |key| ("x-key", key);
    let asked = statuses(&client, &[key("a"), key("b"), key("a"), key("c"), key("a"), key("b")]).await;
    assert_eq!(asked, [200, 200, 429, 200, 429, 200]);
}

#[test]
fn wrong_rates_are_refused_where_they_stand() {
    for line in [
        "rate = '0/1m'",
        "rate = '1/0s'",
        "rate = '10'",
        "rate = '9/1ns'",
        "burst = 0",
        "by = 'header'",
        "by = 'name'",
        "clients = 0",
    ] {
        let refused = Sources::none().text("site.toml", line).read::<RateLimit>().expect_err(line).to_string();
        let name = line.split(' ').next().expect("a name");
        assert!(refused.starts_with(&format!("site.toml:1: `{name}`")), "{refused}");
    }
}
