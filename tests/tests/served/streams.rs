//! Bodies that are read and made as they come, their media types, and bodies that may be absent.

use std::convert::Infallible;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::{StreamExt, stream};
use terrace::media::{Csv, MediaType, Png};
use terrace::prelude::*;
use terrace::{BodyError, Internal, Limits, TestClient};
use tokio::io::AsyncWriteExt;

use super::socket::{rest, serve, until};
use super::{process, told};

struct Calendar;

impl MediaType for Calendar {
    const NAME: &'static str = "text/calendar; charset=utf-8";
}

#[derive(Failure)]
enum Refused {
    #[failure(transparent)]
    Body(BodyError),
    /// It is of the wrong colour.
    #[failure(status = 409)]
    Red,
}

#[model]
struct Draft {
    title: String,
}

static MADE: AtomicUsize = AtomicUsize::new(0);

#[controller(path = "/")]
struct Files;

#[routes]
impl Files {
    #[post("/count", body_bytes = 64)]
    async fn count(&self, mut body: Body) -> Result<Json<usize>> {
        let mut count = 0;
        while let Some(bytes) = body.chunk().await? {
            count += bytes.len();
        }
        Ok(Json(count))
    }

    #[post("/own", body_bytes = 64)]
    async fn own(&self, mut body: Body) -> Result<Json<usize>, Refused> {
        let mut count = 0;
        while let Some(bytes) = body.chunk().await? {
            if bytes.starts_with(b"red") {
                return Err(Refused::Red);
            }
            count += bytes.len();
        }
        Ok(Json(count))
    }

    #[post("/copy", body_bytes = 64)]
    async fn copy(&self, body: Body) -> Result<Json<usize>> {
        // As `StreamReader` has it, the body's error within another one.
        let read: Vec<Result<Bytes, io::Error>> = body.map(|bytes| bytes.map_err(io::Error::from)).collect().await;
        let read: Result<Vec<_>, _> = read.into_iter().collect();
        Ok(Json(read?.len()))
    }

    #[post("/slow")]
    async fn slow(&self, mut body: Body) -> Result<Json<usize>> {
        let mut count = 0;
        while let Some(bytes) = body.chunk().await? {
            tokio::time::sleep(Duration::from_millis(200)).await;
            count += bytes.len();
        }
        Ok(Json(count))
    }

    #[post("/echo")]
    async fn echo(&self, body: Body) -> Body {
        body
    }

    #[get("/endless")]
    async fn endless(&self) -> Body {
        Body::stream(stream::repeat_with(|| {
            MADE.fetch_add(1, Ordering::Relaxed);
            Ok::<_, Infallible>(Bytes::from_static(&[b'x'; 64 << 10]))
        }))
    }

    #[get("/failing")]
    async fn failing(&self) -> Body {
        let end = stream::once(async { Err(io::Error::other("the disk is gone")) });
        Body::stream(stream::iter([Ok("begun")]).chain(end))
    }

    #[get("/panicking")]
    async fn panicking(&self) -> Body {
        let end = stream::once(async { panic!("the disk is gone") });
        Body::stream(stream::iter([Ok::<_, io::Error>("begun")]).chain(end))
    }

    #[post("/picture")]
    async fn picture(&self, picture: Typed<Png, Bytes>) -> Typed<Png> {
        Typed::new(picture.into_inner())
    }

    #[post("/events")]
    async fn events(&self, mut events: Typed<Calendar>) -> Result<Typed<Csv, String>> {
        let first = events.chunk().await?.ok_or(Internal::from("no event"))?;
        Ok(Typed::new(String::from_utf8(first.to_vec())?))
    }

    #[put("/optional/body")]
    async fn optional_body(&self, body: Option<Body>) -> Json<bool> {
        Json(body.is_some())
    }

    #[put("/optional/bytes")]
    async fn optional_bytes(&self, body: Option<Bytes>) -> Json<Option<usize>> {
        Json(body.map(|body| body.len()))
    }

    #[put("/optional/picture")]
    async fn optional_picture(&self, body: Option<Typed<Png, Bytes>>) -> Json<Option<usize>> {
        Json(body.map(|body| body.len()))
    }

    #[put("/optional/form")]
    async fn optional_form(&self, body: Option<Form<Draft>>) -> Json<Option<String>> {
        Json(body.map(|body| body.into_inner().title))
    }
}

api! {
    struct Store at "/";
    controllers: [Files];
}

fn store() -> TestClient<Store> {
    TestClient::new(Store::new(()))
}

/// A body that comes in pieces, which has no length at first.
fn pieces<const N: usize>(pieces: [&'static str; N]) -> Body {
    Body::stream(stream::iter(pieces.map(Ok::<_, io::Error>)))
}

fn broken() -> Body {
    Body::stream(stream::iter([Ok("half"), Err(io::Error::other("gone"))]))
}

#[tokio::test]
async fn a_body_is_read_as_it_comes() {
    for path in ["/count", "/own"] {
        assert_eq!(told(&store().post(path).body(pieces(["ab", "", "cde"])).await), (200, "5".to_owned()), "{path}");
        assert_eq!(told(&store().post(path).await), (200, "0".to_owned()), "{path}");
    }
    assert_eq!(store().post("/own").body(pieces(["a", "red"])).await.status(), 409);
    assert_eq!(store().post("/echo").body(pieces(["ab", "cd"])).await.text(), "abcd");
}

#[tokio::test]
async fn its_errors_keep_their_statuses_in_every_result() {
    for path in ["/count", "/own", "/copy"] {
        let long = pieces(["0123456789012345678901234567890123456789", "0123456789012345678901234567890123456789"]);
        let answer = store().post(path).body(long).await;
        assert_eq!(
            (answer.status().as_u16(), &answer.value()["detail"]),
            (413, &"the body has more than 64 bytes".into()),
            "{path}"
        );
        assert_eq!(store().post(path).body(vec![0; 65]).await.status(), 413, "{path}");
        assert_eq!(store().post(path).body(broken()).await.status(), 400, "{path}");
    }
}

#[tokio::test]
async fn its_time_is_that_of_the_client_alone() {
    let limits = Limits { body_time: Some(Duration::from_millis(400)), ..Limits::default() };
    let client = store().limits(limits);
    assert_eq!(client.post("/slow").body(pieces(["a", "b", "c", "d"])).await.text(), "4");
    for path in ["/count", "/own", "/copy", "/slow"] {
        let late = Body::stream(stream::iter([Ok::<_, io::Error>("a")]).chain(stream::pending()));
        assert_eq!(client.post(path).body(late).await.status(), 408, "{path}");
    }
}

#[tokio::test]
async fn what_nobody_reads_is_not_made() {
    let served = serve(Store::new(())).await;
    let mut stream = served.send("GET /endless HTTP/1.1\r\nhost: a\r\n\r\n").await;
    let begun = until(&mut stream, "\r\n\r\n").await;
    assert!(begun.contains("content-type: application/octet-stream\r\n"), "{begun}");
    let mut before = usize::MAX;
    // It stops once what is between both is full.
    while MADE.load(Ordering::Relaxed) != before {
        before = MADE.load(Ordering::Relaxed);
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    assert!(before < 1000, "{before}");
}

#[tokio::test]
async fn an_upload_that_breaks_off_is_no_whole_one() {
    let served = serve(Store::new(())).await;
    let head = "POST /count HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n";
    let mut stream = served.send(&format!("{head}3\r\nabc\r\nnonsense")).await;
    stream.shutdown().await.expect("it is open");
    assert!(rest(stream).await.starts_with("HTTP/1.1 400 "));
    let next = "GET /nothing HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    let both = rest(served.send(&format!("{head}3\r\nabc\r\n0\r\n\r\n{next}")).await).await;
    assert!(both.starts_with("HTTP/1.1 200 ") && both.contains("HTTP/1.1 404 "), "{both}");
}

#[tokio::test]
#[ignore = "run by another test"]
async fn cut_off() {
    let served = serve(Store::new(())).await;
    for path in ["/failing", "/panicking"] {
        let answer = rest(served.send(&format!("GET {path} HTTP/1.1\r\nhost: a\r\n\r\n")).await).await;
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        assert!(head.starts_with("HTTP/1.1 200 ") && body.contains("begun"), "{answer}");
        assert!(!body.ends_with("0\r\n\r\n"), "a clean end: {answer}");
        let id = head.lines().find_map(|line| line.strip_prefix("x-request-id: ")).expect("an id");
        println!("{path} was {id}");
    }
}

#[test]
fn an_answer_that_fails_is_cut_off_and_told() {
    let (out, log) = process("streams::cut_off", "RUST_LOG", "error");
    assert!(out.contains("test result: ok"), "{out}{log}");
    for (path, error) in [("/failing", "the disk is gone"), ("/panicking", "panicked: the disk is gone")] {
        let id = out.lines().find_map(|line| line.strip_prefix(&format!("{path} was "))).expect("its id");
        let line = log.lines().find(|line| line.contains(id)).unwrap_or_else(|| panic!("no {id} in {log}"));
        assert!(line.contains("an answer was cut off") && line.contains(error), "{line}");
    }
}

#[tokio::test]
async fn a_media_type_is_said_and_asked_for() {
    let send = |path: &'static str, media: &'static str| async move {
        let request = store().post(path).body("text");
        let request = if media.is_empty() { request } else { request.header("content-type", media) };
        let answer = request.await;
        (answer.status().as_u16(), answer.header("content-type").map(str::to_owned))
    };
    assert_eq!(send("/picture", "image/png").await, (200, Some("image/png".to_owned())));
    assert_eq!(send("/picture", "Image/PNG; a=b").await, (200, Some("image/png".to_owned())));
    for calendar in ["text/calendar", "text/calendar; charset=UTF-8", "text/calendar;component=vevent"] {
        assert_eq!(send("/events", calendar).await, (200, Some("text/csv; charset=utf-8".to_owned())), "{calendar}");
    }
    for (path, media) in [
        ("/picture", ""),
        ("/picture", "image/gif"),
        ("/picture", "image"),
        ("/picture", "image/png+x"),
        ("/events", "text/calendar; charset=latin1"),
    ] {
        assert_eq!(send(path, media).await.0, 415, "{path} {media}");
    }
    let answer = store().post("/picture").header("content-type", "image/gif").body("x").await;
    assert_eq!(answer.value()["detail"], "the body is `image/gif`, where `image/png` was expected");
}

#[tokio::test]
async fn a_body_may_be_absent_where_it_is_optional() {
    for (path, media, body, absent, present) in [
        ("/optional/body", "a/b", "x", "false", "true"),
        ("/optional/bytes", "a/b", "x", "null", "1"),
        ("/optional/picture", "image/png", "x", "null", "1"),
        ("/optional/form", "application/x-www-form-urlencoded", "title=x", "null", "\"x\""),
    ] {
        assert_eq!(told(&store().put(path).await), (200, absent.to_owned()), "{path}");
        let request = store().put(path).header("content-type", media).body(body);
        assert_eq!(told(&request.await), (200, present.to_owned()), "{path}");
    }
    assert_eq!(store().put("/optional/picture").body("x").await.status(), 415);
}
