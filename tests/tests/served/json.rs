//! JSON that is hostile or unusual: refused with 400 and, where there is one, the place.

use std::collections::BTreeMap;

use terrace::prelude::*;
use terrace::{TestClient, TestResponse};

#[model]
struct Inner {
    size: u8,
}

#[model]
struct All {
    name: Option<String>,
    size: Option<u8>,
    balance: Option<i64>,
    ratio: Option<f64>,
    inner: Option<Inner>,
    list: Option<Vec<u8>>,
    map: Option<BTreeMap<String, u8>>,
    any: Option<serde_json::Value>,
}

#[controller(path = "/all", key = id: u8, one = "all")]
struct Everything;

#[routes]
impl Everything {
    #[create]
    async fn create(&self, all: Json<All>) -> Json<All> {
        all
    }

    #[action("stop")]
    async fn stop(&self) {}
}

api! {
    struct Site at "/";
    controllers: [Everything];
}

fn site() -> TestClient<Site> {
    TestClient::new(Site::new(()))
}

async fn send(path: &str, body: impl Into<Bytes>) -> TestResponse {
    site().post(path).header("content-type", "application/json").body(body).await
}

/// Text with one part of it many times over.
fn within(start: &str, times: usize, end: &str) -> String {
    format!(r#"{{"all":{{"any":{}1{}}}}}"#, start.repeat(times), end.repeat(times))
}

#[tokio::test]
async fn what_json_allows_and_the_type_does_not_is_told_by_its_place() {
    let deep = format!("/all/any{}", "/0".repeat(125));
    for (body, pointer) in [
        // Keys that are there twice, at every level and in every sort of object.
        (r#"{"all":{},"all":{}}"#, "/all"),
        (r#"{"all":{"size":1,"size":1}}"#, "/all/size"),
        (r#"{"all":{"size":null,"size":null}}"#, "/all/size"),
        (r#"{"all":{"size":1,"siz\u0065":1}}"#, "/all/size"),
        (r#"{"all":{"inner":{"size":1,"size":1}}}"#, "/all/inner/size"),
        (r#"{"all":{"map":{"a/b":1,"a/b":2}}}"#, "/all/map/a~1b"),
        (r#"{"all":{"any":[{"b":1,"b":2}]}}"#, "/all/any/0/b"),
        // Numbers beyond their types, or beyond all.
        (r#"{"all":{"size":256}}"#, "/all/size"),
        (r#"{"all":{"size":-1}}"#, "/all/size"),
        (r#"{"all":{"size":1.5}}"#, "/all/size"),
        (r#"{"all":{"size":1e2,"list":[1,-0.5]}}"#, "/all/list/1"),
        (r#"{"all":{"balance":9223372036854775808}}"#, "/all/balance"),
        (r#"{"all":{"balance":-9223372036854775809}}"#, "/all/balance"),
        (r#"{"all":{"balance":18446744073709551616}}"#, "/all/balance"),
        (r#"{"all":{"balance":1e400}}"#, "/all/balance"),
        (r#"{"all":{"ratio":1e400}}"#, "/all/ratio"),
        (r#"{"all":{"ratio":-1e400}}"#, "/all/ratio"),
        (r#"{"all":{"any":{"a":[1e999]}}}"#, "/all/any/a/0"),
        // Deeper than 127.
        (&within("[", 126, "]"), &deep),
        (&within("[", 100_000, "]"), &deep),
    ] {
        let answer = send("/all", body.to_owned()).await;
        let found = answer.value()["errors"][0]["pointer"].clone();
        assert_eq!((answer.status().as_u16(), found), (400, pointer.into()), "{}", &body[..body.len().min(80)]);
    }
}

#[tokio::test]
async fn what_is_no_json_is_refused() {
    let cut: Vec<_> = (1..r#"{"all":{"name":"\u00e4","any":[true]}}"#.len())
        .map(|end| r#"{"all":{"name":"\u00e4","any":[true]}}"#[..end].into())
        .collect();
    let others: [&[u8]; _] = [
        b"",
        b" \r\n\t",
        b"nul",
        b"\xef\xbb\xbf{\"all\":{}}",
        b"{\"all\":{\"name\":\"\xff\"}}",
        b"{\"all\":{\"name\":\"\xc0\xaf\"}}",
        b"{\"all\":{\"name\":\"\xed\xa0\x80\"}}",
        b"{\"all\":{\"name\":\"\xf4\x90\x80\x80\"}}",
        b"{\0\"\0a\0l\0l\0\"\0:\0{\0}\0}\0",
        br#"{"all":{"name":"\ud800"}}"#,
        br#"{"all":{"name":"\udc00\ud800"}}"#,
        br#"{"all":{"name":"\x41"}}"#,
        b"{\"all\":{\"name\":\"a\nb\"}}",
        b"{\"all\":{\"name\":\"a\0b\"}}",
        br#"{"all":{}} {}"#,
        br#"{"all":{}}]"#,
        b"{\"all\":{}}\0",
        br#"{"all":{"size":01}}"#,
        br#"{"all":{"size":+1}}"#,
        br#"{"all":{"size":0x1}}"#,
        br#"{"all":{"size":1.}}"#,
        br#"{"all":{"ratio":NaN}}"#,
        br#"{"all":{"ratio":Infinity}}"#,
        br#"{"all":{"size":1,}}"#,
        br#"{"all":{"list":[1,]}}"#,
        br#"{"all":{size:1}}"#,
        br#"{'all':{}}"#,
        br#"{"all":{}} // why"#,
    ];
    for body in cut.into_iter().chain(others.map(<[u8]>::to_vec)) {
        let shown = String::from_utf8_lossy(&body).into_owned();
        let answer = send("/all", body).await;
        assert_eq!((answer.status().as_u16(), answer.value().get("errors")), (400, None), "{shown}");
    }
}

#[tokio::test]
async fn what_is_unusual_but_right_is_taken() {
    for (body, text) in [
        (" {\r\n\t\"all\" : { } } \n", "{}"),
        (r#"{"\u0061ll":{"size":255}}"#, r#"{"size":255}"#),
        (r#"{"all":{"size":1.0,"balance":-9223372036854775808}}"#, r#"{"size":1,"balance":-9223372036854775808}"#),
        (r#"{"all":{"size":-0}}"#, r#"{"size":0}"#),
        (r#"{"all":{"ratio":1e-400}}"#, r#"{"ratio":0.0}"#),
        (r#"{"all":{"name":"\ud83d\ude00\u0000"}}"#, r#"{"name":"😀\u0000"}"#),
    ] {
        let answer = send("/all", body).await;
        assert_eq!((answer.status().as_u16(), answer.value()["all"].clone()), (201, read(text)), "{body}");
    }
    assert_eq!(send("/all", within("[", 125, "]")).await.status(), 201);
}

/// A whole record, from the fields that are there.
fn read(text: &str) -> serde_json::Value {
    let mut all: serde_json::Value = serde_json::from_str(text).expect("a test writes JSON");
    for name in ["name", "size", "balance", "ratio", "inner", "list", "map", "any"] {
        all.as_object_mut().expect("a test writes an object").entry(name).or_insert(serde_json::Value::Null);
    }
    all
}

#[tokio::test]
async fn an_actions_key_is_there_once() {
    assert_eq!(send("/all/1/action", r#"{"stop":null}"#).await.status(), 204);
    let answer = send("/all/1/action", r#"{"stop":null,"stop":null}"#).await;
    assert_eq!((answer.status().as_u16(), answer.value()["errors"][0]["pointer"].as_str()), (400, Some("/stop")));
    for body in ["", "{", "\u{feff}{\"stop\":null}", r#"{"stop":null} x"#, r#"{"stop":1e400"#, "[]", "{}"] {
        assert_eq!(send("/all/1/action", body).await.status(), 400, "{body}");
    }
}

#[tokio::test]
async fn json_is_utf_8() {
    let status = |content_type: &'static str| async move {
        site().post("/all").header("content-type", content_type).body(r#"{"all":{}}"#).await.status().as_u16()
    };
    for right in [
        "application/json;charset=utf-8",
        "application/json; Charset=\"UTF-8\"",
        "application/json; version=1",
        "application/json;",
        "application/problem+json ; charset=utf-8",
    ] {
        assert_eq!(status(right).await, 201, "{right}");
    }
    for wrong in [
        "application/json; charset=latin-1",
        "application/json; charset=utf-16",
        "application/json; charset=",
        "application/json; version=1; charset=us-ascii",
        "application/json; charset=utf-8; charset=utf-16",
        "text/json",
        "application/jsonl",
        "application/json/x",
        "\u{e4}",
    ] {
        assert_eq!(status(wrong).await, 415, "{wrong}");
    }
}

#[tokio::test]
async fn a_body_of_two_types_or_of_a_coding_is_refused() {
    let all = || site().post("/all").header("content-type", "application/json").body(r#"{"all":{}}"#);
    assert_eq!(all().header("content-encoding", "identity").await.status(), 201);
    assert_eq!(all().header("content-type", "text/xml").await.status(), 415);
    let answer = all().header("content-encoding", "gzip").await;
    assert_eq!((answer.status().as_u16(), answer.header("accept-encoding")), (415, Some("identity")));
}
