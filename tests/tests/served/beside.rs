//! What a server serves beside its API: health, and other services.

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::extract::Extension;
use axum::response::IntoResponse;
use axum::routing;
use http::Request;
use http_body_util::BodyExt;
use terrace::prelude::*;
use terrace::{BaseUrl, Body, Health, Limits, OriginalUri, PublicUrl, ServeError, Server, Stop, TestClient};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tower_http::services::ServeDir;
use tower_service::Service;

use super::process;

#[controller(path = "/books", key = book: u8)]
struct Books;

#[routes]
impl Books {
    #[index]
    async fn index(&self, base: BaseUrl) -> String {
        format!("the newest is {base}/books/9")
    }

    #[show]
    async fn show(&self, book: Path<u8>, stop: Stop) -> String {
        format!("book {}, {}", *book, stop.is_stopping())
    }
}

api! {
    struct Shop at "/", "/{region}/shop";
    controllers: [Books];
}

fn server() -> Server {
    Server::new(Shop::new(())).listen("127.0.0.1:0")
}

struct Served {
    address: SocketAddr,
    end: oneshot::Sender<()>,
    serving: tokio::task::JoinHandle<Result<(), ServeError>>,
}

impl Served {
    async fn start(server: Server) -> Served {
        let bound = server.bind().await.expect("a free port, and nothing wrong");
        let address = bound.address().expect("TCP");
        let (end, ended) = oneshot::channel::<()>();
        let serving = tokio::spawn(bound.serve_until(async move { drop(ended.await) }));
        Served { address, end, serving }
    }

    /// The status and the whole answer to a request on a connection of its own.
    async fn ask(&self, request: &str) -> (u16, String) {
        self.send(&format!("{request} HTTP/1.1\r\nhost: shop.example\r\nconnection: close\r\n\r\n")).await
    }

    async fn send(&self, request: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(self.address).await.expect("it listens");
        stream.write_all(request.as_bytes()).await.expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("it answers");
        let status = answer.get(9..12).and_then(|status| status.parse().ok());
        (status.unwrap_or_else(|| panic!("no status in {answer}")), answer)
    }

    async fn end(self) {
        self.end.send(()).expect("it serves still");
        self.serving.await.expect("it ends").expect("it ends well");
    }
}

async fn refused(server: Server) -> String {
    let error = server.bind().await.expect_err("a server that cannot start");
    error.to_string()
}

#[tokio::test]
async fn a_server_is_ready_where_all_checks_pass() {
    let (passes, asked) = (Arc::new(AtomicBool::new(true)), Arc::new(AtomicUsize::new(0)));
    let (database, times) = (passes.clone(), asked.clone());
    let health = Health::new()
        .check("database", move || {
            times.fetch_add(1, Ordering::SeqCst);
            let passes = database.load(Ordering::SeqCst);
            async move { if passes { Ok(()) } else { Err("password hunter2 refused") } }
        })
        .check("queue", || async { Ok::<_, Infallible>(()) });
    let served = Served::start(server().health(health)).await;
    let (status, answer) = served.ask("GET /healthz").await;
    assert!(status == 200 && answer.ends_with("\r\n\r\n{\"status\":\"alive\"}"), "{answer}");
    assert!(answer.contains("content-type: application/json\r\n") && answer.contains("cache-control: no-store"));
    for _ in 0..3 {
        let (status, answer) = served.ask("GET /readyz").await;
        assert!(status == 200 && answer.ends_with("{\"status\":\"ready\"}"), "{answer}");
    }
    assert!(asked.load(Ordering::SeqCst) <= 3);
    let (status, answer) = served.ask("HEAD /readyz").await;
    assert!(status == 200 && answer.ends_with("\r\n\r\n") && answer.contains("content-length: 18\r\n"), "{answer}");
    passes.store(false, Ordering::SeqCst);
    let failed = async {
        loop {
            let (status, answer) = served.ask("GET /readyz").await;
            if status == 503 {
                return answer;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let answer = tokio::time::timeout(Duration::from_secs(20), failed).await.expect("it is asked anew");
    assert!(answer.ends_with("{\"status\":\"not ready\",\"failed\":[\"database\"]}"), "{answer}");
    assert!(!answer.contains("hunter2"), "{answer}");
    let (status, answer) = served.ask("DELETE /readyz").await;
    assert!(status == 405 && answer.contains("allow: GET, HEAD\r\n"), "{answer}");
    assert_eq!(served.ask("GET /readyz/").await.0, 404);
    assert_eq!(served.ask("GET /healthz/more").await.0, 404);
    assert_eq!(served.ask("GET /books/1").await.0, 200);
    served.end().await;
}

#[tokio::test]
async fn a_check_that_panics_or_takes_long_has_failed() {
    let health = Health::new()
        .time(Duration::from_millis(20))
        .ready_at("/probes/ready")
        .alive_at("/probes/alive")
        .check("slow", std::future::pending::<Result<(), Infallible>>)
        .check("broken", || -> std::future::Ready<Result<(), Infallible>> { panic!("a check's bug") })
        .check("fine", || async { Ok::<_, Infallible>(()) });
    let served = Served::start(server().health(health)).await;
    let (status, answer) = served.ask("GET /probes/ready").await;
    assert!(status == 503 && answer.ends_with(r#""failed":["slow","broken"]}"#), "{answer}");
    assert_eq!(served.ask("GET /probes/alive").await.0, 200);
    assert_eq!(served.ask("GET /readyz").await.0, 404);
    served.end().await;
}

#[tokio::test]
async fn a_server_that_drains_is_not_ready() {
    let delay = Duration::from_secs(2);
    let limits = Limits { drain_delay: delay, ..Limits::default() };
    let served = Served::start(server().limits(limits).health(Health::new())).await;
    assert_eq!(served.ask("GET /readyz").await.0, 200);
    let Served { address, end, serving } = served;
    end.send(()).expect("it serves still");
    let draining = Served { address, end: oneshot::channel().0, serving };
    let told = async {
        loop {
            let (status, answer) = draining.ask("GET /readyz").await;
            if status == 503 {
                return answer;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let answer = tokio::time::timeout(delay, told).await.expect("it is told before it closes");
    assert!(answer.ends_with("{\"status\":\"draining\"}"), "{answer}");
    assert_eq!(draining.ask("GET /healthz").await.0, 200);
    draining.serving.await.expect("it ends").expect("it ends well");
}

#[tokio::test]
async fn an_axum_router_is_mounted_beside_the_api() {
    async fn told(request: axum::extract::Request) -> String {
        let original = request.extensions().get::<OriginalUri>().expect("a server says it").0.clone();
        let has_stop = request.extensions().get::<Stop>().is_some();
        format!("{} of {original}, {has_stop}", request.uri())
    }
    let ui = Router::new()
        .route("/", routing::get(told))
        .route("/echo", routing::post(|body: axum::body::Bytes| async move { body }))
        .route(
            "/panic",
            routing::get(|| async {
                if true {
                    panic!("hunter2")
                }
            }),
        )
        .route("/{*tail}", routing::get(told));
    let other = Router::new().fallback(|| async { "longer" });
    let limits = Limits { body_bytes: 8, ..Limits::default() };
    let served = Served::start(server().limits(limits).mount("/ui", ui).mount("/ui/deep", other)).await;
    for (target, seen) in [
        ("/ui", "/ of /ui"),
        ("/ui/", "/ of /ui/"),
        ("/ui?a=1", "/?a=1 of /ui?a=1"),
        ("/ui/b%2F/c", "/b%2F/c of /ui/b%2F/c"),
    ] {
        let (status, answer) = served.ask(&format!("GET {target}")).await;
        assert!(status == 200 && answer.ends_with(&format!("\r\n\r\n{seen}, true")), "{target}: {answer}");
    }
    assert!(served.ask("GET /ui/deep/er").await.1.ends_with("longer"));
    assert!(served.ask("GET /books").await.1.ends_with("the newest is http://shop.example/books/9"));
    assert_eq!(served.ask("GET /uix").await.0, 404);
    assert_eq!(served.ask("DELETE /ui").await.0, 405);
    let post = |body: &str| {
        format!(
            "POST /ui/echo HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
    };
    assert!(served.send(&post("12345678")).await.1.ends_with("\r\n\r\n12345678"));
    let (status, answer) = served.send(&post("123456789")).await;
    assert!(status == 413 && answer.contains("application/problem+json"), "{answer}");
    let (status, answer) = served.ask("GET /ui/panic").await;
    assert!(status == 500 && answer.contains("x-request-id: ") && !answer.contains("hunter2"), "{answer}");
    served.end().await;
}

/// A service that is ready the second time it is asked, and then fails or never answers.
#[derive(Clone, Default)]
struct Moody(bool);

impl Service<Request<Body>> for Moody {
    type Response = http::Response<Body>;
    type Error = std::io::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, task: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        if self.0 {
            return Poll::Ready(Ok(()));
        }
        self.0 = true;
        task.waker().wake_by_ref();
        Poll::Pending
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        assert!(self.0, "a service that is not ready was called");
        match request.uri().path() {
            "/fails" => Box::pin(async { Err(std::io::Error::other("hunter2")) }),
            "/never" => Box::pin(std::future::pending()),
            _ => Box::pin(async { Ok(http::Response::new(Body::from("ready"))) }),
        }
    }
}

#[tokio::test]
async fn any_service_is_mounted_within_the_limits_of_the_api() {
    let limits = Limits { handler_time: Some(Duration::from_millis(50)), ..Limits::default() };
    let served = Served::start(server().limits(limits).mount("/moody", Moody::default())).await;
    assert!(served.ask("GET /moody/fine").await.1.ends_with("ready"));
    let (status, answer) = served.ask("GET /moody/fails").await;
    assert!(status == 500 && !answer.contains("hunter2"), "{answer}");
    assert_eq!(served.ask("GET /moody/never").await.0, 503);
    served.end().await;
}

#[tokio::test]
async fn a_folder_is_mounted_beside_the_api() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("page.html"), "<h1>hello</h1>").expect("it is written");
    let served = Served::start(server().mount("/static", ServeDir::new(folder.path()))).await;
    let (status, answer) = served.ask("GET /static/page.html").await;
    assert!(status == 200 && answer.ends_with("<h1>hello</h1>") && answer.contains("text/html"), "{answer}");
    assert_eq!(served.ask("GET /static/none.html").await.0, 404);
    assert_eq!(served.ask("GET /static/../../etc/passwd").await.0, 404);
    served.end().await;
}

#[tokio::test]
async fn another_api_is_mounted_beside_the_api() {
    let served = Served::start(server().mount("/other", Shop::new(()))).await;
    assert!(served.ask("GET /other/books/3").await.1.ends_with("book 3, false"));
    assert_eq!(served.ask("GET /other/nothing").await.0, 404);
    served.end().await;
}

#[tokio::test]
async fn an_api_is_mounted_in_an_axum_router() {
    let base: BaseUrl = "https://api.example/shop".parse().expect("a URL");
    let nested = Router::new()
        .route("/hello", routing::get(|| async { "axum" }))
        .nest_service("/shop", Shop::new(()))
        .layer(Extension(PublicUrl::from(base)));
    let around = Router::new().route("/hello", routing::get(|| async { "axum" })).fallback_service(Shop::new(()));
    for (mut router, path, link) in
        [(nested, "/shop/books", "https://api.example/shop"), (around, "/books", "http://shop.example")]
    {
        let mut ask = async |path: &str| {
            let request = Request::get(path).header("host", "shop.example").body(axum::body::Body::empty());
            let answer = router.call(request.expect("a request")).await.into_response();
            let status = answer.status().as_u16();
            let body = answer.into_body().collect().await.expect("a whole body").to_bytes();
            (status, String::from_utf8(body.to_vec()).expect("text"))
        };
        assert_eq!(ask("/hello").await, (200, "axum".to_owned()));
        assert_eq!(ask(path).await, (200, format!("the newest is {link}/books/9")));
        let (status, problem) = ask(&format!("{path}/x")).await;
        assert!(status == 404 && problem.contains("\"status\":404"), "{problem}");
    }
}

#[tokio::test]
async fn a_path_that_cannot_be_beside_the_api_is_refused() {
    let mount = |path: &str| server().mount(path, Moody::default());
    for (path, problem) in [
        ("ui", "mount: `ui` is no path; write one like `/ui`"),
        ("/a//b", "mount: `/a//b` is no path; write one like `/ui`"),
        ("/", "mount: `/` is the whole site; write a path like `/ui`"),
        ("/ui/", "mount: `/ui/` ends with a `/`; write it without"),
        ("/{ui}", "mount: `/{ui}` has a variable; write it without"),
        ("/books", "mount: `/books` would hide `/books` of the API; choose another path"),
    ] {
        assert_eq!(refused(mount(path)).await, problem);
    }
    assert_eq!(
        refused(mount("/ui").mount("/ui", Moody::default())).await,
        "mount: `/ui` is taken twice; choose another path"
    );
    assert_eq!(
        refused(mount("/readyz").health(Health::new())).await,
        "health: `/readyz` is taken by `mount` as well; choose another path"
    );
    assert_eq!(
        refused(server().health(Health::new().alive_at("/books"))).await,
        "health: `/books` would hide `/books` of the API; choose another path"
    );
    let fine = || async { Ok::<_, Infallible>(()) };
    assert_eq!(
        refused(server().health(Health::new().check("a", fine).check("b", fine).check("a", fine))).await,
        "health: two checks have the name `a`; rename one"
    );
    // Literals come before variables here as everywhere.
    assert!(mount("/europe").bind().await.is_ok());
}

#[tokio::test]
#[ignore = "run by another test"]
async fn announced() {
    let health = Health::new().check("database", || async { Err::<(), _>("hunter2") });
    let server = server().workers(terrace::Workers::Count(1)).mount("/ui", Moody::default()).health(health);
    let served = Served::start(server).await;
    served.ask("GET /readyz").await;
    served.end().await;
    assert_eq!(TestClient::new(Shop::new(())).get("/books/1").await.text(), "book 1, false");
}

#[test]
fn what_is_served_is_told_at_start_and_what_is_not_ready_in_the_log() {
    let (out, log) = process("beside::announced", "RUST_LOG", "info");
    assert!(out.contains("test result: ok"), "{out}{log}");
    assert!(log.contains("serving Shop at http://127.0.0.1:") && log.contains(", with 1 worker\n"), "{log}");
    let beside =
        "serving /ui (mounted), /readyz (whether it is ready: database), /healthz (whether it is alive) beside it";
    assert!(log.contains(beside), "{log}");
    assert!(log.contains("the server is not ready check=\"database\" error=\"hunter2\""), "{log}");
}
