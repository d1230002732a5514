//! Work beside the requests: tasks, and what is done at the start and the end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use terrace::prelude::*;
use terrace::{Bound, Limits, ServeError, Server, Stop};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::process;

const SHORT: Duration = Duration::from_millis(300);
const LONG: Duration = Duration::from_secs(20);

/// What is said of what happens.
#[derive(Clone)]
struct Said(mpsc::UnboundedSender<String>);

impl Said {
    fn say(&self, what: impl Into<String>) {
        // The test may have ended.
        let _ = self.0.send(what.into());
    }
}

#[derive(Clone, FromRef)]
struct State {
    said: Said,
}

#[controller(path = "/")]
struct Pages {
    said: Said,
}

#[routes]
impl Pages {
    #[get("/slow")]
    async fn slow(&self) -> &'static str {
        self.said.say("asked");
        sleep(SHORT).await;
        self.said.say("answered");
        "slow"
    }
}

api! {
    struct Site at "/";
    controllers: [Pages];
}

struct Heard(mpsc::UnboundedReceiver<String>);

impl Heard {
    async fn next(&mut self) -> String {
        timeout(LONG, self.0.recv()).await.expect("something is said").expect("somebody is left to say it")
    }

    /// All that was said by now.
    fn rest(&mut self) -> Vec<String> {
        std::iter::from_fn(|| self.0.try_recv().ok()).collect()
    }
}

fn server() -> (Server, Said, Heard) {
    let (said, heard) = mpsc::unbounded_channel();
    let said = Said(said);
    (Server::new(Site::new(State { said: said.clone() })).listen("127.0.0.1:0"), said, Heard(heard))
}

async fn bind(server: Server) -> (Bound, SocketAddr) {
    let bound = server.bind().await.expect("a free port");
    let address = bound.address().expect("TCP");
    (bound, address)
}

fn serve(bound: Bound) -> (oneshot::Sender<()>, JoinHandle<Result<(), ServeError>>) {
    let (end, ended) = oneshot::channel::<()>();
    (end, tokio::spawn(bound.serve_until(async move { drop(ended.await) })))
}

async fn end(end: oneshot::Sender<()>, serving: JoinHandle<Result<(), ServeError>>) -> Result<(), ServeError> {
    end.send(()).expect("it serves still");
    timeout(LONG, serving).await.expect("it ends").expect("it does not panic")
}

async fn ask(address: SocketAddr) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    stream.write_all(b"GET /slow HTTP/1.1\r\nhost: a\r\n\r\n").await.expect("it reads");
    stream
}

#[tokio::test]
async fn what_happens_has_its_order() {
    let (server, said, mut heard) = server();
    let on_start = |what: &'static str| {
        let said = said.clone();
        async move {
            sleep(SHORT).await;
            said.say(what);
        }
    };
    let on_stop = |what: &'static str| {
        let said = said.clone();
        async move { said.say(what) }
    };
    let task = {
        let said = said.clone();
        move |stop: Stop| {
            let said = said.clone();
            async move {
                stop.wait().await;
                sleep(SHORT * 2).await;
                said.say("task over");
            }
        }
    };
    let server = server.on_start(on_start("first")).on_start(on_start("second")).task("task", task);
    let (bound, address) = bind(server.on_stop(on_stop("last but one")).on_stop(on_stop("last"))).await;
    let client = ask(address).await;
    let (stop, serving) = serve(bound);
    assert_eq!([heard.next().await, heard.next().await, heard.next().await], ["first", "second", "asked"]);
    end(stop, serving).await.expect("it ends well");
    assert_eq!(heard.rest(), ["answered", "task over", "last but one", "last"]);
    drop(client);
}

#[tokio::test]
async fn a_start_that_fails_is_refused() {
    let (server, said, mut heard) = server();
    let server = server.on_start(async { Err::<(), _>("the bus cannot be reached") });
    let server = server.task("task", move |_| {
        said.say("begun");
        async {}
    });
    let (bound, address) = bind(server).await;
    let error = bound.serve_until(std::future::pending()).await.expect_err("it cannot start");
    assert_eq!(error.setting(), "on_start");
    assert_eq!(format!("{error:?}"), "on_start: the service cannot start: the bus cannot be reached");
    assert_eq!(heard.rest(), Vec::<String>::new());
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_start_may_be_given_up() {
    let (server, ..) = server();
    let (bound, _) = bind(server.on_start(std::future::pending::<()>())).await;
    let (stop, serving) = serve(bound);
    sleep(SHORT).await;
    end(stop, serving).await.expect("it ends well");
}

#[tokio::test]
async fn an_end_that_fails_is_told_after_all_was_done() {
    let (server, said, mut heard) = server();
    async fn panics() {
        panic!("no space left")
    }
    let server = server.on_stop(panics()).on_stop(async move { said.say("done") });
    let (bound, _) = bind(server).await;
    let (stop, serving) = serve(bound);
    let error = end(stop, serving).await.expect_err("it ended badly");
    assert_eq!(format!("{error:?}"), "on_stop: the service did not end well: panicked: no space left");
    assert_eq!(heard.rest(), ["done"]);
}

#[tokio::test]
async fn a_task_without_an_end_is_dropped() {
    let (server, said, mut heard) = server();
    let server = server.limits(Limits { drain_time: SHORT, ..Limits::default() }).task("endless", move |_| {
        said.say("begun");
        let said = said.clone();
        async move {
            let _dropped = Dropped(said);
            std::future::pending::<()>().await;
        }
    });
    let (bound, _) = bind(server).await;
    let (stop, serving) = serve(bound);
    assert_eq!(heard.next().await, "begun");
    end(stop, serving).await.expect("it ends well");
    assert_eq!(heard.next().await, "dropped");
}

struct Dropped(Said);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.say("dropped");
    }
}

/// A task fails in every way, and is done at last.
#[tokio::test]
#[ignore = "run by another test"]
async fn failing() {
    let (server, said, mut heard) = server();
    let times = Arc::new(AtomicUsize::new(0));
    let server = server.task("driver", move |_| {
        let time = times.fetch_add(1, Ordering::Relaxed);
        assert_ne!(time, 0, "before it began");
        let said = said.clone();
        async move {
            said.say(time.to_string());
            match time {
                1 => panic!("at work"),
                2 => Err(std::io::Error::other("the disk is full")),
                _ => Ok(()),
            }
        }
    });
    let (bound, _) = bind(server).await;
    let (stop, serving) = serve(bound);
    assert_eq!([heard.next().await, heard.next().await, heard.next().await], ["1", "2", "3"]);
    sleep(SHORT * 2).await;
    assert_eq!(heard.rest(), Vec::<String>::new());
    end(stop, serving).await.expect("it ends well");
}

#[test]
fn a_task_that_fails_begins_again_and_is_logged() {
    let (out, log) = process("tasks::failing", "RUST_LOG", "terrace=info");
    assert!(out.contains("test result: ok"), "{out}{log}");
    for why in ["panicked: assertion `left != right` failed: before it began", "panicked: at work", "the disk is full"]
    {
        let is_told = |line: &str| line.contains("ERROR") && line.contains("driver") && line.contains(why);
        assert!(log.lines().any(is_told), "{why}: {log}");
    }
}
