//! Server-sent events.

use std::time::Duration;

use futures_util::{StreamExt, stream};
use http::Request;
use http_body_util::BodyExt;
use terrace::prelude::*;
use terrace::{Application, Body, Event, Events, Stop, TestClient};
use tokio::task::yield_now;
use tokio::time::timeout;
use tower_service::Service;

use super::socket::{LONG, rest, serve, until};

#[model]
struct Tick {
    at: u32,
}

#[controller(path = "/")]
struct Ticks;

#[routes]
impl Ticks {
    #[get("/all")]
    async fn all(&self) -> Events {
        let whole = Event::new("one\ntwo\r\nthree\rfour").named("tick").id(7).retry(Duration::from_millis(1500));
        Events::new(stream::iter([whole.comment("a\nb"), Event::default().id("x"), Event::new("")]))
    }

    #[get("/since")]
    async fn since(&self, last_event_id: Header<Option<u32>>) -> Events<Json<Tick>> {
        let at = last_event_id.map_or(0, |last| last + 1);
        Events::new(stream::iter([Event::new(Json(Tick { at })).id(at)]))
    }

    #[post("/forged")]
    async fn forged(&self, kind: Json<String>) -> Events {
        let forged = match kind.as_str() {
            "id" => Event::new("x").id("1\ndata: forged"),
            "nul" => Event::new("x").id("1\0"),
            "name" => Event::new("x").named("a\rdata: forged"),
            _ => Event::new("x\n\nevent: forged").comment("\ndata: forged"),
        };
        Events::new(stream::iter([Event::new("first"), forged]))
    }

    #[get("/rare")]
    async fn rare(&self) -> Events {
        let events = stream::once(async { Event::new("first") }).chain(stream::pending());
        Events::new(events).keep_alive(Duration::from_millis(50))
    }

    #[get("/last")]
    async fn last(&self, stop: Stop) -> Events {
        Events::new(stream::once(async move {
            stop.wait().await;
            yield_now().await;
            Event::new("last")
        }))
    }
}

api! {
    struct Clock at "/";
    controllers: [Ticks];
}

fn clock() -> TestClient<Clock> {
    TestClient::new(Clock::new(()))
}

#[tokio::test]
async fn every_field_is_written() {
    let answer = clock().get("/all").await;
    assert_eq!(
        answer.text(),
        ": a\n: b\nretry: 1500\nid: 7\nevent: tick\ndata: one\ndata: two\ndata: three\ndata: four\n\nid: x\n\ndata: \n\n"
    );
    assert_eq!(answer.header("content-type"), Some("text/event-stream"));
    assert_eq!(answer.header("cache-control"), Some("no-cache"));
}

#[tokio::test]
async fn a_client_that_comes_back_says_what_it_saw() {
    assert_eq!(clock().get("/since").await.text(), "id: 0\ndata: {\"at\":0}\n\n");
    assert_eq!(clock().get("/since").header("last-event-id", "6").await.text(), "id: 7\ndata: {\"at\":7}\n\n");
    assert_eq!(clock().get("/since").header("last-event-id", "six").await.status(), 400);
}

#[tokio::test]
async fn nothing_in_an_event_begins_another_one() {
    let answer = super::post(&clock(), "/forged", "\"data\"").await;
    assert_eq!(answer.text(), "data: first\n\n: \n: data: forged\ndata: x\ndata: \ndata: event: forged\n\n");
    let served = serve(Clock::new(())).await;
    for kind in ["id", "nul", "name"] {
        let body = format!("\"{kind}\"");
        let head = "POST /forged HTTP/1.1\r\nhost: a\r\ncontent-type: application/json";
        let request = format!("{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        let answer = rest(served.send(&request).await).await;
        assert!(answer.contains("data: first\n\n") && !answer.contains("forged"), "{answer}");
        assert!(!answer.ends_with("0\r\n\r\n"), "{answer}");
    }
}

#[tokio::test]
async fn silence_is_broken_by_comments() {
    let served = serve(Clock::new(())).await;
    let mut stream = served.send("GET /rare HTTP/1.1\r\nhost: a\r\n\r\n").await;
    let read = until(&mut stream, "data: first\n\n").await;
    assert!(read.contains("x-accel-buffering: no\r\n"), "{read}");
    until(&mut stream, ":\n\n").await;
    until(&mut stream, ":\n\n").await;
}

#[tokio::test]
async fn they_end_when_the_server_drains() {
    let served = serve(Clock::new(())).await;
    let mut stream = served.send("GET /rare HTTP/1.1\r\nhost: a\r\n\r\n").await;
    until(&mut stream, "data: first\n\n").await;
    served.end.send(()).expect("it serves");
    let end = rest(stream).await;
    assert!(end.ends_with("0\r\n\r\n"), "no clean end: {end}");
    timeout(LONG, served.serving).await.expect("it drains").expect("it ends well");
}

#[tokio::test]
async fn what_is_said_of_the_end_is_sent() {
    let (stopper, stop) = Stop::new();
    let request = Request::get("/last").extension(stop).body(Body::empty()).expect("a request");
    let Ok(answer) = Clock::new(()).app().clone().call(request).await;
    stopper.stop();
    let body = BodyExt::collect(answer.into_body()).await.expect("a body").to_bytes();
    assert_eq!(body, "data: last\n\n");
}
