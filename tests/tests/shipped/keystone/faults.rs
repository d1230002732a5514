//! A Keystone that is down, slow or lies lets nobody in and holds nobody up, and when it is well again, so is the service.

use std::time::Instant;

use serde_json::json;

use super::*;

/// Nobody gets in, with a token that is right, and it does not take long; and afterwards the same token gets in.
async fn fails_closed(what: &str, fault: Fault) {
    let keystone = Keystone::start().await;
    let client = keystone.client("");
    keystone.fails(fault);
    is_down(what, &client, "right").await;
    keystone.fails(Fault::default());
    assert_eq!(status(&client, "right").await, 200, "{what}, and then no more");
}

async fn is_down(what: &str, client: &TestClient<Site>, token: &str) {
    let begun = Instant::now();
    let answer = ask(client, token).await;
    let told = json!({ "serviceUnavailable": {
        "code": 503, "message": "The Keystone service is temporarily unavailable."
    } });
    assert_eq!((answer.status().as_u16(), answer.value()), (503, told), "{what}");
    assert!(begun.elapsed() < Duration::from_secs(10), "{what}");
}

fn question(answer: impl Into<String>) -> Fault {
    Fault { question: Some(answer.into()), ..Fault::default() }
}

fn right() -> String {
    json!({ "token": token() }).to_string()
}

/// 200 with this body, for the token that was asked for.
fn says(body: &str) -> Fault {
    question(answer("200 OK", Some("right"), body))
}

#[tokio::test]
async fn an_answer_that_is_none_counts_for_nothing() {
    let mut other = token();
    other.as_object_mut().expect("an object").remove("expires_at");
    let without_end = json!({ "token": other }).to_string();
    let of = |field: &str, value| json!({ "token": changed(field, value) }).to_string();
    let padded = format!("{}{}", right(), " ".repeat(1 << 20));
    for (what, fault) in [
        ("500", question(answer("500 Internal Server Error", Some("right"), &right()))),
        ("403", question(answer("403 Forbidden", Some("right"), &right()))),
        ("204", question(answer("204 No Content", Some("right"), ""))),
        ("201", question(answer("201 Created", Some("right"), &right()))),
        ("HTML", says("<html><body>It works!</body></html>")),
        ("truncated", says(&right()[..200])),
        ("too large", says(&padded)),
        ("nothing", says("")),
        ("null", says("null")),
        ("a list", says("[]")),
        ("no token", says(r#"{"access": {}}"#)),
        ("without an end", says(&without_end)),
        ("an end that is none", says(&of("expires_at", json!("tomorrow")))),
        ("nobody's", says(&of("user", json!({})))),
        ("of no id", says(&of("user", json!({ "id": "", "name": "a", "domain": { "id": "a", "name": "a" } })))),
        ("roles of nothing", says(&of("project", json!(null)))),
        ("for two things", says(&of("domain", json!({ "id": "d", "name": "d" })))),
        ("for a part of the system", says(&of("system", json!({ "all": false })))),
        ("for another token", question(answer("200 OK", Some("other"), &right()))),
        ("for no token", question(answer("200 OK", None, &right()))),
        ("no HTTP", question("hello")),
        (
            "cut off",
            question(answer("200 OK", Some("right"), &right()).replace("content-length: ", "content-length: 9")),
        ),
    ] {
        fails_closed(what, fault).await;
    }
}

#[tokio::test]
async fn nobody_waits_longer_than_is_set() {
    let half = answer("200 OK", Some("right"), &right());
    let half = half[..half.len() - 100].to_owned();
    for (what, fault) in [
        ("late", Fault { late: Duration::from_secs(30), ..Fault::default() }),
        ("half, and silence", Fault { is_silent: true, ..question(half) }),
        ("silence", Fault { is_silent: true, ..question("") }),
        ("a login, and silence", Fault { is_silent: true, login: Some(String::new()), ..Fault::default() }),
    ] {
        fails_closed(what, fault).await;
    }
}

#[tokio::test]
async fn the_set_time_is_for_all_attempts() {
    let keystone = Keystone::start().await;
    let client = keystone.client("time = '2s'\nattempt_time = '10s'\nretries = 1000");
    keystone.fails(Fault { late: Duration::from_secs(30), ..Fault::default() });
    is_down("late", &client, "right").await;
    keystone.fails(question(answer("500 Internal Server Error", None, "")));
    // Another token: who asks for the same one may yet be answered with what the last attempt came to.
    is_down("500 again and again", &client, "other").await;
    assert!(keystone.state().asked > 1);
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let (keystone, other) = (Keystone::start().await, Keystone::start().await);
    for status in [301, 302, 303, 307, 308, 300, 305] {
        let client = keystone.client("");
        let elsewhere = format!("HTTP/1.1 {status} Elsewhere\r\nlocation: {}/v3/auth/tokens\r\n", other.url);
        let elsewhere = format!("{elsewhere}x-subject-token: right\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        keystone.fails(question(elsewhere));
        is_down("elsewhere", &client, "right").await;
    }
    assert_eq!(other.counts(), (0, 0));
}

#[tokio::test]
async fn a_keystone_that_is_started_later_is_found() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let place = listener.local_addr().expect("it listens");
    drop(listener);
    let keystone = Keystone { url: format!("http://{place}"), ..Keystone::start().await };
    let client = keystone.client("");
    is_down("stopped", &client, "right").await;
    let listener = TcpListener::bind(place).await.expect("it was free just now");
    tokio::spawn(keystone.clone().serve(listener));
    assert_eq!(status(&client, "right").await, 200);
}

#[tokio::test]
async fn a_login_that_fails_lets_nobody_in() {
    let own = json!({ "token": { "expires_at": moment(3600) } }).to_string();
    for (what, login) in [
        ("500", answer("500 Internal Server Error", None, "")),
        ("no token", answer("201 Created", None, &own)),
        ("no end", answer("201 Created", Some("own-1"), r#"{"token": {}}"#)),
        ("HTML", answer("201 Created", Some("own-1"), "<html>")),
    ] {
        fails_closed(what, Fault { login: Some(login), ..Fault::default() }).await;
    }
}

#[tokio::test]
async fn a_login_that_is_refused_is_not_repeated_at_once() {
    let keystone = Keystone::start().await;
    let client = keystone.client("");
    keystone.fails(Fault { login: Some(answer("401 Unauthorized", None, "{}")), ..Fault::default() });
    for token in ["right", "right", "another", "one more"] {
        is_down("refused", &client, token).await;
    }
    assert_eq!(keystone.counts(), (1, 0));
}

#[tokio::test]
async fn whom_the_service_knows_it_knows_while_keystone_is_down() {
    let keystone = Keystone::start().await;
    let client = keystone.client("");
    assert_eq!(status(&client, "right").await, 200);
    keystone.fails(question("hello"));
    assert_eq!(status(&client, "right").await, 200);
    is_down("no HTTP", &client, "another").await;
}
