//! An API whose bodies are streams, or no models.

use terrace::media::{Csv, Png};
use terrace::prelude::*;
use terrace::websocket::{SwitchingProtocols, WebSocketUpgrade};
use terrace::{Events, File, FileError, Lines, Multipart, TestClient};

/// A change of a thing.
#[model]
struct Change {
    /// How large it is now.
    size: u32,
}

/// Things.
#[controller(path = "/things", key = id: u32)]
struct Things;

#[routes]
impl Things {
    /// Send many changes.
    #[post("/changes")]
    async fn send(&self, changes: Lines<Change>) -> Lines<Change> {
        changes
    }

    /// Follow the changes.
    #[get("/changes")]
    async fn follow(&self, last_event_id: Header<Option<String>>) -> Events<Json<Change>> {
        drop(last_event_id);
        Events::new(futures_util::stream::empty())
    }

    /// Follow the news.
    #[get("/news")]
    async fn news(&self) -> Events {
        Events::new(futures_util::stream::empty())
    }

    /// Talk about the changes.
    #[get("/talk")]
    async fn talk(&self, upgrade: WebSocketUpgrade) -> SwitchingProtocols {
        upgrade.on(|socket| async move { drop(socket) })
    }

    /// Store what a thing is made of.
    #[put(member, "/content", body_bytes = 1 << 30)]
    async fn store(&self, content: Body) -> Result<NoContent, Conflict> {
        drop(content);
        Ok(NoContent)
    }

    /// Read what a thing is made of.
    #[get(member, "/content")]
    async fn content(&self) -> Body {
        Body::empty()
    }

    /// Change the picture, or take it away.
    #[put(member, "/picture")]
    async fn picture(&self, picture: Option<Typed<Png>>) -> Typed<Csv, String> {
        drop(picture);
        Typed::new("")
    }

    /// Read a file of it.
    #[get(member, "/file")]
    async fn file(&self) -> Result<File, FileError> {
        File::open("/nowhere").await
    }

    /// Send a form with files.
    #[post(member, "/form")]
    async fn form(&self, _form: Multipart) {}

    /// Change it, or nothing.
    #[update]
    async fn update(&self, _change: Option<Json<Change>>) {}
}

api! {
    /// Streams.
    struct Streams at "/";
    controllers: [Things];
}

#[test]
fn they_have_their_document() {
    insta::assert_snapshot!("streams", terrace_codegen::document::<Streams>(None).expect("no two types of one name"));
}

#[tokio::test]
async fn a_handshake_is_as_its_document_says() {
    let client = terrace_codegen::checked(TestClient::new(Streams::new(())));
    client.get("/things/talk").websocket().await.expect("it switches");
    let key = client.get("/things/talk").header("sec-websocket-key", "AAAA").websocket().await.expect_err("no key");
    let version = client.get("/things/talk").header("sec-websocket-version", "8").websocket().await.expect_err("not 8");
    let plain = client.get("/things/talk").await;
    assert_eq!([key, version, plain].map(|answer| answer.status().as_u16()), [400, 426, 426]);
}
