//! Which threads serve, and who gets the address.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use terrace::prelude::*;
use terrace::{Limits, Server, Workers};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};
use tokio::sync::{Mutex, oneshot};
use tokio::time::timeout;

const SHORT: Duration = Duration::from_millis(500);
const LONG: Duration = Duration::from_secs(20);

/// Something that was made in the runtime of the test.
#[derive(Clone)]
struct Echo(Arc<Mutex<UnixStream>>);

#[derive(Clone, FromRef)]
struct State {
    echo: Echo,
}

#[controller(path = "/")]
struct Pages {
    echo: Echo,
}

#[routes]
impl Pages {
    #[get("/thread")]
    async fn thread(&self) -> String {
        std::thread::current().name().unwrap_or_default().to_owned()
    }

    #[get("/echo")]
    async fn echo(&self) -> Result<String> {
        let mut echo = self.echo.0.lock().await;
        echo.write_all(b"there and back").await?;
        let mut back = [0; 14];
        echo.read_exact(&mut back).await?;
        Ok(String::from_utf8_lossy(&back).into_owned())
    }
}

api! {
    struct Site at "/";
    controllers: [Pages];
}

fn site() -> Site {
    let (here, there) = UnixStream::pair().expect("two ends");
    tokio::spawn(async move {
        let (mut reading, mut writing) = there.into_split();
        tokio::io::copy(&mut reading, &mut writing).await
    });
    Site::new(State { echo: Echo(Arc::new(Mutex::new(here))) })
}

/// A server that ends with the sender.
async fn start(workers: Workers, limits: Limits) -> (SocketAddr, oneshot::Sender<()>) {
    let server = Server::new(site()).listen("127.0.0.1:0").workers(workers).limits(limits);
    let bound = server.bind().await.expect("a free port");
    let address = bound.address().expect("TCP");
    let (end, ended) = oneshot::channel::<()>();
    tokio::spawn(bound.serve_until(async move { drop(ended.await) }));
    (address, end)
}

async fn get(address: SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    let request = format!("GET {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("it reads");
    let mut answer = String::new();
    timeout(LONG, stream.read_to_string(&mut answer)).await.expect("it answers").expect("it answers");
    answer.rsplit("\r\n").next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn connections_are_spread_among_the_workers() {
    let (address, _end) = start(Workers::Count(3), Limits::default()).await;
    let mut threads = HashSet::new();
    for _ in 0..200 {
        threads.insert(get(address, "/thread").await);
    }
    assert_eq!(threads, ["terrace-0", "terrace-1", "terrace-2"].map(str::to_owned).into());
}

#[tokio::test]
async fn workers_that_are_shared_are_those_of_the_caller() {
    let (address, _end) = start(Workers::Shared, Limits::default()).await;
    let here = std::thread::current().name().map(str::to_owned);
    assert_eq!(Some(get(address, "/thread").await), here);
}

#[tokio::test]
async fn workers_use_what_was_made_in_the_callers_runtime() {
    let (address, _end) = start(Workers::Count(2), Limits::default()).await;
    for _ in 0..20 {
        assert_eq!(get(address, "/echo").await, "there and back");
    }
}

#[tokio::test]
async fn the_workers_have_one_number_of_connections() {
    let (address, _end) = start(Workers::Count(3), Limits { connections: 2, ..Limits::default() }).await;
    let connect = || TcpStream::connect(address);
    let mut held = Vec::new();
    for _ in 0..2 {
        let mut stream = connect().await.expect("it listens");
        stream.write_all(b"GET /thread HTTP/1.1\r\nhost: a\r\n\r\n").await.expect("it reads");
        stream.read_u8().await.expect("it answers");
        held.push(stream);
    }
    let third = tokio::spawn(get(address, "/thread"));
    tokio::time::sleep(SHORT).await;
    assert!(!third.is_finished());
    held.pop();
    assert!(third.await.expect("it ends").starts_with("terrace-"));
}

#[tokio::test]
async fn no_workers_are_refused() {
    let server = Server::new(site()).listen("127.0.0.1:0").workers(Workers::Count(0));
    let error = server.bind().await.expect_err("nobody would serve");
    assert_eq!(
        (error.setting(), error.to_string().as_str()),
        ("workers", "workers: 0 workers serve nobody; write `per-core`, `shared`, or a number from 1 on")
    );
}

/// Waits for a line, then opens the address, says how that went, and waits for the end of its input.
#[tokio::test]
#[ignore = "run by another test"]
async fn starting() {
    let mut input = std::io::stdin().lock();
    println!("ready");
    input.read_line(&mut String::new()).expect("a line");
    let bound = Server::new(site()).workers(Workers::Count(4)).bind().await;
    match &bound {
        Ok(_) => println!("bound"),
        Err(error) => println!("refused: {error}"),
    }
    input.read_to_end(&mut Vec::new()).expect("an end");
}

struct Starting {
    process: Child,
    output: BufReader<std::process::ChildStdout>,
}

impl Starting {
    fn new(address: &str) -> Self {
        let mut process = Command::new(std::env::current_exe().expect("a test has a file"))
            .args(["workers::starting", "--exact", "--ignored", "--nocapture"])
            .env("TERRACE_LISTEN", address)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        let output = BufReader::new(process.stdout.take().expect("it is piped"));
        let mut starting = Starting { process, output };
        starting.says("ready");
        starting
    }

    fn go(&mut self) {
        self.process.stdin.as_mut().expect("it is piped").write_all(b"go\n").expect("it reads");
    }

    /// The first line that says one of these.
    fn says(&mut self, what: &str) -> String {
        let mut lines = self.output.by_ref().lines().map(|line| line.expect("text"));
        lines.find(|line| line.contains(what)).expect("it says so")
    }

    fn end(mut self) {
        drop(self.process.stdin.take());
        self.process.wait().expect("it ends");
    }
}

#[test]
fn of_two_starts_at_one_moment_one_serves() {
    for _ in 0..10 {
        let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|port| port.local_addr()).expect("a free port");
        let address = port.to_string();
        let mut starts = [Starting::new(&address), Starting::new(&address)];
        starts.iter_mut().for_each(Starting::go);
        let mut said: Vec<_> = starts.iter_mut().map(|start| start.says("u")).collect();
        said.sort();
        let taken = format!("refused: TERRACE_LISTEN: cannot listen on `{address}`: another server has it");
        assert!(said[0].ends_with("bound") && said[1].starts_with(&taken), "{said:?}");
        starts.into_iter().for_each(Starting::end);
    }
}
