//! Handlers that hold their worker are named in the log.

use std::thread::sleep;
use std::time::Duration;

use terrace::prelude::*;
use terrace::{Server, TestClient};

use super::process;

const TOO_LONG: Duration = Duration::from_millis(120);

#[controller(path = "/")]
struct Pages;

#[routes]
impl Pages {
    #[get("/busy")]
    async fn busy(&self) -> &'static str {
        for _ in 0..2 {
            sleep(TOO_LONG);
            tokio::task::yield_now().await;
        }
        "busy"
    }

    #[post("/busy", detached)]
    async fn busy_alone(&self) -> &'static str {
        sleep(TOO_LONG);
        "busy"
    }

    #[get("/patient")]
    async fn patient(&self) -> &'static str {
        tokio::time::sleep(TOO_LONG).await;
        "patient"
    }
}

api! {
    struct Site at "/";
    controllers: [Pages];
}

#[tokio::test]
#[ignore = "run by another test"]
async fn busy() {
    assert!(Server::new(Site::new(())).listen("127.0.0.1:0").bind().await.is_ok());
    let client = TestClient::new(Site::new(()));
    for answer in [client.get("/busy").await, client.post("/busy").await, client.get("/patient").await] {
        println!("id={}", answer.header("x-request-id").expect("every answer has one"));
    }
}

#[test]
fn a_handler_that_holds_its_worker_is_named_once_for_each_request() {
    let (answers, log) = process("slow::busy", "RUST_LOG", "terrace=info");
    let ids: Vec<_> = answers.lines().filter_map(|line| line.split_once("id=").map(|(_, id)| id)).collect();
    let lines = |id: &str| {
        let lines = log.lines().filter(|line| line.contains("held its worker") && line.contains(id));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let [busy, alone, patient] = ids[..] else { panic!("{answers}") };
    for (id, handler) in [(busy, "Pages::busy"), (alone, "Pages::busy_alone")] {
        let lines = lines(id);
        assert_eq!(lines.len(), 1, "{log}");
        assert!(lines[0].contains("WARN") && lines[0].contains(&format!("handler={handler} ")), "{lines:?}");
        let seconds = lines[0].split_once("seconds=").map(|(_, rest)| rest.trim().parse::<f64>());
        assert!(seconds.is_some_and(|seconds| seconds.is_ok_and(|seconds| seconds >= 0.12)), "{lines:?}");
    }
    assert_eq!(lines(patient), [""; 0], "{log}");
}
