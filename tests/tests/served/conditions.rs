//! Conditional requests: what a client has is not sent again, and what it has not seen is not changed.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use terrace::prelude::*;
use terrace::{TestClient, TestResponse};

/// A note, changed once a second.
struct Note {
    revision: u32,
}

impl Tagged for Note {
    const MODIFIED: Option<fn(&Self) -> SystemTime> =
        Some(|note| SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777 + u64::from(note.revision)));

    fn etag(&self) -> ETag {
        ETag::strong(self.revision)
    }
}

/// Draws, whose tags are weak.
struct Draw;

impl Tagged for Draw {
    fn etag(&self) -> ETag {
        ETag::weak("any")
    }
}

/// Counts what handlers have done to the note.
#[derive(Clone, Default, FromRef)]
struct State {
    revision: Arc<AtomicU32>,
}

#[controller(path = "/notes", key = note: u32, one = "note")]
struct Notes {
    revision: Arc<AtomicU32>,
}

#[routes]
impl Notes {
    #[load]
    async fn load(&self, note: u32) -> Option<Note> {
        (note == 1).then(|| Note { revision: self.revision.load(Ordering::Relaxed) })
    }

    #[show(etag)]
    async fn show(&self, note: Loaded<Notes>) -> Json<u32> {
        Json(note.revision)
    }

    #[get(member, "/slow", etag)]
    #[blocking]
    fn slowly(&self, note: Loaded<Notes>) -> Result<String, Conflict> {
        if note.revision == 0 { Ok("slow".to_owned()) } else { Err(Conflict::new("too slow")) }
    }

    #[update(etag)]
    async fn update(&self) -> NoContent {
        self.revision.fetch_add(1, Ordering::Relaxed);
        NoContent
    }

    #[delete(etag = required)]
    async fn delete(&self) {
        self.revision.fetch_add(1, Ordering::Relaxed);
    }

    #[action("shred", etag = required)]
    async fn shred(&self) -> NoContent {
        NoContent
    }
}

/// The draw is a resource without a key.
#[controller(path = "/draw")]
struct Draws;

#[routes]
impl Draws {
    #[load]
    async fn load(&self) -> Option<Draw> {
        Some(Draw)
    }

    #[index(etag)]
    async fn show(&self) -> String {
        "heads".to_owned()
    }

    #[update(etag)]
    async fn update(&self) {}
}

api! {
    struct Desk at "/";
    controllers: [Notes, Draws];
}

api! {
    struct Stack at "/";
    errors: openstack;
    controllers: [Notes, Draws];
}

fn desk() -> TestClient<Desk> {
    TestClient::new(Desk::new(State::default()))
}

fn validators(answer: &TestResponse) -> (u16, Option<&str>, Option<&str>) {
    (answer.status().as_u16(), answer.header("etag"), answer.header("last-modified"))
}

const FIRST: (Option<&str>, Option<&str>) = (Some("\"0\""), Some("Sun, 06 Nov 1994 08:49:37 GMT"));

#[tokio::test]
async fn what_is_shown_has_its_tag_and_its_date() {
    let desk = desk();
    let shown = desk.get("/notes/1").await;
    assert_eq!((validators(&shown), shown.text()), ((200, FIRST.0, FIRST.1), r#"{"note":0}"#));
    assert_eq!(validators(&desk.get("/notes/1/slow").await), (200, FIRST.0, FIRST.1));
    assert_eq!(validators(&desk.request(terrace::http::Method::HEAD, "/notes/1").await), (200, FIRST.0, FIRST.1));
    assert_eq!(validators(&desk.get("/draw").await), (200, Some("W/\"any\""), None));
    // What is done to it does not tell what it is then.
    assert_eq!(validators(&desk.put("/notes/1").await), (204, None, None));
    // Nor does a failure.
    assert_eq!(validators(&desk.get("/notes/1/slow").await), (409, None, None));
    assert_eq!(validators(&desk.get("/notes/2").header("if-none-match", "*").await), (404, None, None));
}

#[tokio::test]
async fn what_the_client_has_is_not_sent_again() {
    let desk = desk();
    for (name, value) in [
        ("if-none-match", "\"0\""),
        ("if-none-match", "\"9\", W/\"0\""),
        ("if-none-match", "*"),
        ("if-modified-since", "Sun, 06 Nov 1994 08:49:37 GMT"),
    ] {
        let answer = desk.get("/notes/1").header(name, value).await;
        assert_eq!((validators(&answer), answer.text()), ((304, FIRST.0, FIRST.1), ""), "{name}: {value}");
        assert_eq!(answer.header("content-type"), None);
    }
    desk.put("/notes/1").await;
    assert_eq!(desk.get("/notes/1").header("if-none-match", "\"0\"").await.text(), r#"{"note":1}"#);
    let since = desk.get("/notes/1").header("if-modified-since", "Sun, 06 Nov 1994 08:49:37 GMT").await;
    assert_eq!(since.status(), 200);
}

#[tokio::test]
async fn what_the_client_has_not_seen_is_not_changed() {
    let desk = desk();
    let put = async |name: &str, value: &str| desk.put("/notes/1").header(name, value).await.status().as_u16();
    assert_eq!(put("if-match", "\"0\"").await, 204);
    assert_eq!(put("if-match", "\"0\"").await, 412);
    assert_eq!(put("if-match", "W/\"1\"").await, 412);
    assert_eq!(put("if-none-match", "*").await, 412);
    assert_eq!(put("if-none-match", "\"1\"").await, 412);
    assert_eq!(put("if-unmodified-since", "Sun, 06 Nov 1994 08:49:37 GMT").await, 412);
    assert_eq!(put("if-unmodified-since", "Sun, 06 Nov 1994 08:49:38 GMT").await, 204);
    assert_eq!(put("if-match", "\"2\", \"9\"").await, 204);
    assert_eq!(put("if-match", "*").await, 204);
    assert_eq!(put("if-none-match", "\"0\"").await, 204);
    assert_eq!(desk.put("/notes/1").await.status(), 204);
    assert_eq!(desk.get("/notes/1").await.text(), r#"{"note":6}"#);
    // A weak tag is none to rely on.
    assert_eq!(desk.put("/draw").header("if-match", "W/\"any\"").await.status(), 412);
}

#[tokio::test]
async fn a_condition_may_be_required() {
    let desk = desk();
    let refused = desk.delete("/notes/1").await;
    let problem = refused.value();
    assert_eq!((refused.status().as_u16(), &problem["title"]), (428, &"Precondition Required".into()));
    assert!(problem["detail"].as_str().expect("words").contains("`If-Match`"), "{problem}");
    assert_eq!(desk.delete("/notes/1").header("if-match", "\"7\"").await.status(), 412);
    assert_eq!(desk.delete("/notes/1").header("if-match", "\"0\"").await.status(), 204);
    let shred = async |tag: &str| {
        let shred = desk.post("/notes/1/action").header("content-type", "application/json");
        shred.header("if-match", tag).body(r#"{"shred":null}"#).await.status().as_u16()
    };
    assert_eq!((shred("\"0\"").await, shred("\"1\"").await), (412, 204));
}

#[tokio::test]
async fn a_condition_that_cannot_be_read_is_refused_by_its_name() {
    let desk = desk();
    for name in ["if-match", "if-none-match"] {
        let answer = desk.put("/notes/1").header(name, "7").await;
        assert_eq!((answer.status().as_u16(), &answer.value()["errors"][0]["parameter"]), (400, &name.into()));
    }
    assert_eq!(desk.get("/notes/1").await.text(), r#"{"note":0}"#);
}

#[tokio::test]
async fn failed_conditions_speak_the_dialect() {
    let stack = TestClient::new(Stack::new(State::default()));
    for (tag, status) in [(None, 428), (Some("\"7\""), 412)] {
        let delete = stack.delete("/notes/1");
        let answer = match tag {
            Some(tag) => delete.header("if-match", tag).await,
            None => delete.await,
        };
        assert_eq!((answer.status().as_u16(), &answer.value()["computeFault"]["code"]), (status, &status.into()));
    }
}
