//! Changes of a part: what is absent, what is `null`, what has a value.

use terrace::prelude::*;
use terrace::{TestClient, TestResponse};

#[model]
#[derive(Debug, PartialEq)]
struct Change {
    #[check(length = 1..=5)]
    name: Patch<String>,
    size: Patch<u8>,
}

#[controller(path = "/things", key = thing: u8, one = "thing")]
struct Things;

#[routes]
impl Things {
    #[update(patch)]
    async fn update(&self, change: Json<Change>) -> Json<Change> {
        change
    }

    #[put(member)]
    async fn replace(&self, thing: Path<u8>) {
        let _ = thing;
    }
}

api! {
    struct Site at "/";
    controllers: [Things];
}

async fn send(body: &'static str) -> TestResponse {
    let client = TestClient::new(Site::new(()));
    client.patch("/things/1").header("content-type", "application/json").body(body).await
}

#[tokio::test]
async fn absent_and_null_are_told_apart() {
    for body in [
        r#"{"thing":{}}"#,
        r#"{"thing":{"name":null}}"#,
        r#"{"thing":{"name":"a"}}"#,
        r#"{"thing":{"name":null,"size":0}}"#,
    ] {
        let answer = send(body).await;
        assert_eq!((answer.status().as_u16(), answer.text()), (200, body));
    }
}

#[tokio::test]
async fn a_wrong_change_is_told_by_pointers() {
    for (body, pointer) in [
        (r#"{"thing":{"name":""}}"#, "/thing/name"),
        (r#"{"thing":{"name":1}}"#, "/thing/name"),
        (r#"{"thing":{"size":256}}"#, "/thing/size"),
        (r#"{"thing":{"size":null,"size":null}}"#, "/thing/size"),
        (r#"{"thing":null}"#, "/thing"),
    ] {
        let answer = send(body).await;
        let found = answer.value()["errors"][0]["pointer"].clone();
        assert_eq!((answer.status().as_u16(), found), (400, pointer.into()), "{body}");
    }
}

#[tokio::test]
async fn a_patch_stands_beside_a_put() {
    let answer = TestClient::new(Site::new(())).post("/things/1").await;
    assert_eq!(answer.header("allow"), Some("PUT, PATCH, OPTIONS"));
}

#[test]
fn a_change_is_applied() {
    let applied = |patch: Patch<u8>| {
        let mut value = Some(1);
        patch.apply(&mut value);
        value
    };
    assert_eq!([Patch::Absent, Patch::Null, Patch::Value(2)].map(applied), [Some(1), None, Some(2)]);
    assert!(Patch::<u8>::default().is_absent() && Patch::Value(3).value() == Some(&3));
}
