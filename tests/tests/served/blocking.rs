//! What blocks, off the worker. Each test has one thread besides those that block: what blocked it would block the test.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread::{self, ThreadId};
use std::time::Duration;

use terrace::prelude::*;
use terrace::{Limits, Server, TestClient};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tracing::Instrument;

use super::{get, process};

const LONG: Duration = Duration::from_secs(20);

/// A gate that what blocks waits at.
#[derive(Clone)]
struct Gate {
    open: mpsc::Sender<()>,
    opened: Arc<Mutex<mpsc::Receiver<()>>>,
    passed: Arc<AtomicUsize>,
}

impl Gate {
    fn new() -> Gate {
        let (open, opened) = mpsc::channel();
        Gate { open, opened: Arc::new(Mutex::new(opened)), passed: Arc::default() }
    }

    fn open(&self) {
        self.open.send(()).expect("the other end is in the same gate");
    }

    fn pass(&self) {
        self.opened.lock().expect("nobody panics in it").recv_timeout(LONG).expect("somebody opens it");
        self.passed.fetch_add(1, Ordering::Relaxed);
    }
}

#[derive(Clone, FromRef)]
struct State {
    gate: Gate,
    worker: ThreadId,
}

#[controller(path = "/rooms", key = room: u8, one = "room")]
struct Rooms {
    gate: Gate,
    worker: ThreadId,
}

#[routes]
impl Rooms {
    #[load]
    #[blocking]
    fn load(&self, room: u8) -> Result<String, NotFound> {
        assert_ne!(thread::current().id(), self.worker);
        if room < 3 { Ok(format!("room {room}")) } else { Err(NotFound::new("no such room")) }
    }

    #[show]
    #[blocking]
    fn show(&self, room: Loaded<Self>) -> Json<String> {
        assert_ne!(thread::current().id(), self.worker);
        Json(room.clone())
    }

    /// The mark may be above or below.
    #[blocking]
    #[update]
    fn update(&self, mut name: Json<String>, room: Loaded<Self>) -> Result<Json<String>, Conflict> {
        name.push_str(&room);
        if name.starts_with('!') { Err(Conflict::new("no")) } else { Ok(name) }
    }

    #[get("/wait")]
    #[blocking]
    fn wait(&self) -> &'static str {
        self.gate.pass();
        "waited"
    }

    #[get("/wait/within")]
    async fn wait_within(&self) -> &'static str {
        let gate = self.gate.clone();
        terrace::blocking(move || gate.pass()).await;
        assert_eq!(thread::current().id(), self.worker);
        "waited within"
    }

    #[post("/open")]
    async fn open(&self) {
        self.gate.open();
    }

    #[get("/panic")]
    #[blocking]
    fn panic(&self) -> String {
        panic!("a secret")
    }

    #[get("/panic/within")]
    async fn panic_within(&self) -> String {
        terrace::blocking(|| panic!("a secret")).await
    }
}

api! {
    struct House at "/";
    controllers: [Rooms];
}

fn house() -> House {
    House::new(State { gate: Gate::new(), worker: thread::current().id() })
}

#[tokio::test]
async fn a_handler_that_blocks_takes_and_answers_what_others_do() {
    let client = TestClient::new(house());
    assert_eq!(get(&client, "/rooms/1").await, (200, r#"{"room":"room 1"}"#.to_owned()));
    assert_eq!(get(&client, "/rooms/9").await.0, 404);
    let put = |body: &'static str| client.put("/rooms/1").header("content-type", "application/json").body(body);
    assert_eq!(put(r#"{"room":"my "}"#).await.text(), r#"{"room":"my room 1"}"#);
    assert_eq!(put(r#"{"room":"!"}"#).await.status(), 409);
    assert_eq!(put(r#"{"room":1}"#).await.status(), 400);
}

#[tokio::test]
async fn others_are_served_meanwhile() {
    let client = TestClient::new(house());
    for (path, said) in [("/rooms/wait", "waited"), ("/rooms/wait/within", "waited within")] {
        let (waited, opened) = tokio::join!(client.get(path).send(), client.post("/rooms/open").send());
        assert_eq!((waited.text(), opened.status().as_u16()), (said, 204));
    }
}

#[tokio::test]
async fn a_panic_is_answered() {
    let client = TestClient::new(house());
    for path in ["/rooms/panic", "/rooms/panic/within"] {
        let expected = r#"{"type":"about:blank","title":"Internal Server Error","status":500}"#;
        assert_eq!(get(&client, path).await, (500, expected.to_owned()));
    }
}

#[tokio::test]
async fn a_panic_goes_on_in_the_caller() {
    let joined = tokio::spawn(terrace::blocking(|| -> u8 { panic!("out of luck") })).await;
    let panic = joined.expect_err("it panics").into_panic();
    assert_eq!(panic.downcast_ref(), Some(&"out of luck"));
}

#[tokio::test]
async fn one_that_takes_too_long_is_answered_for_and_runs_on() {
    let gate = Gate::new();
    let api = House::new(State { gate: gate.clone(), worker: thread::current().id() });
    let limits = Limits { handler_time: Some(Duration::from_millis(200)), ..Limits::default() };
    let bound = Server::new(api).listen("127.0.0.1:0").limits(limits).bind().await.expect("a free port");
    let address = bound.address().expect("TCP");
    tokio::spawn(bound.serve());
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    let request = b"GET /rooms/wait HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    stream.write_all(request).await.expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 503 ") && answer.contains("the service took too long"), "{answer}");
    // The thread is at the gate still.
    assert_eq!(gate.passed.load(Ordering::Relaxed), 0);
    gate.open();
    let passing = async {
        while gate.passed.load(Ordering::Relaxed) == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(LONG, passing).await.expect("it runs on");
}

#[test]
fn what_nobody_waits_for_is_not_begun() {
    let runtime = tokio::runtime::Builder::new_current_thread().max_blocking_threads(1).build().expect("a runtime");
    runtime.block_on(async {
        let (gate, begun) = (Gate::new(), Gate::new());
        let (inner, beginning) = (gate.clone(), begun.clone());
        let first = tokio::spawn(terrace::blocking(move || {
            beginning.open();
            inner.pass();
        }));
        tokio::task::yield_now().await;
        begun.pass();
        let second = tokio::spawn(terrace::blocking(|| panic!("somebody has begun it")));
        tokio::task::yield_now().await;
        second.abort();
        assert!(second.await.expect_err("it was given up").is_cancelled());
        gate.open();
        first.await.expect("it ends");
        // The one thread does what comes in order.
        terrace::blocking(|| ()).await;
    });
}

/// Logs from within a span.
#[tokio::test]
#[ignore = "run by another test"]
async fn in_a_span() {
    assert!(Server::new(house()).listen("127.0.0.1:0").bind().await.is_ok());
    let work = terrace::blocking(|| tracing::info!(target: "terrace", "deep down"));
    work.instrument(tracing::info_span!(target: "terrace", "outer", number = 7)).await;
}

#[test]
fn the_callers_span_is_entered() {
    let (_, log) = process("blocking::in_a_span", "RUST_LOG", "terrace=info");
    let line = log.lines().find(|line| line.contains("deep down")).unwrap_or_else(|| panic!("{log}"));
    assert!(line.contains("outer{number=7}"), "{line}");
}
