//! Failures of handlers: what the client sees, and what the log sees.

use std::fmt;

use terrace::prelude::*;
use terrace::{Internal, Server, TestClient};

use super::{get, process};

/// An error of somebody else's, with a cause.
#[derive(Debug)]
struct DatabaseError(std::io::Error);

impl fmt::Display for DatabaseError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the database is gone")
    }
}

impl std::error::Error for DatabaseError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

fn query() -> Result<String, DatabaseError> {
    Err(DatabaseError(std::io::Error::other("password hunter2 refused")))
}

/// Why a row was not written.
#[derive(Debug, Failure)]
enum WriteError {
    /// It is there already.
    #[failure(status = 409, title = "Taken", detail = "row {0} is there already")]
    Taken(u8),
    /// There is no such row.
    #[failure(transparent)]
    Missing(NotFound),
    /// The database failed.
    #[failure(internal)]
    Database(Internal),
}

#[controller(path = "/rows")]
struct Rows;

#[routes]
impl Rows {
    #[index]
    async fn index(&self) -> Result<String> {
        Ok(query()?)
    }

    #[get("/panic")]
    async fn panic(&self) -> String {
        panic!("hunter2 in a panic")
    }

    #[get("/late")]
    async fn late(&self) -> String {
        tokio::task::yield_now().await;
        panic!("hunter2 after an await")
    }

    #[post("/{row}")]
    async fn write(&self, row: Path<u8>) -> Result<NoContent, WriteError> {
        match *row {
            0 => Err(WriteError::Missing(NotFound::new("no row 0"))),
            1 => Err(WriteError::Taken(1)),
            2 => Ok(query().map(|_| NoContent)?),
            _ => Ok(NoContent),
        }
    }

    #[get("/busy")]
    async fn busy(&self) -> Result<String, terrace::ServiceUnavailable> {
        Err(terrace::ServiceUnavailable::new("come back at noon"))
    }
}

api! {
    struct Data at "/";
    controllers: [Rows];
}

const UNFORESEEN: [(&str, &str); 3] = [
    ("/rows", "the database is gone: password hunter2 refused"),
    ("/rows/panic", "hunter2 in a panic"),
    ("/rows/late", "hunter2 after an await"),
];

/// Prints the id of each answer; the log, which the server begins, goes to stderr.
#[tokio::test]
#[ignore = "run by another test"]
async fn unforeseen() {
    let server = Server::new(Data::new(())).listen("127.0.0.1:0").bind().await;
    assert!(server.is_ok());
    for (path, _) in UNFORESEEN {
        let answer = TestClient::new(Data::new(())).get(path).await;
        assert_eq!(answer.text(), r#"{"type":"about:blank","title":"Internal Server Error","status":500}"#, "{path}");
        println!("id={}", answer.header("x-request-id").expect("every answer has one"));
    }
}

#[test]
fn an_unforeseen_error_is_for_the_log_alone() {
    let (answers, log) = process("failures::unforeseen", "RUST_LOG", "terrace=info");
    let ids: Vec<_> = answers.lines().filter_map(|line| line.split_once("id=").map(|(_, id)| id)).collect();
    assert_eq!(ids.len(), UNFORESEEN.len(), "{answers}");
    for (id, (path, cause)) in ids.into_iter().zip(UNFORESEEN) {
        // A slow machine may have said before that the handler took long.
        let mut lines = log.lines().filter(|line| line.contains(id) && line.contains("ERROR"));
        let line = lines.next().unwrap_or_else(|| panic!("{path} is not in the log:\n{log}"));
        assert!(line.contains(cause), "{path}: {line}");
    }
}

#[tokio::test]
async fn a_failure_that_was_meant_says_what_it_says() {
    let (status, text) = get(&TestClient::new(Data::new(())), "/rows/busy").await;
    assert_eq!(status, 503);
    assert!(text.contains("come back at noon"));
}

#[tokio::test]
async fn an_error_type_says_what_each_variant_answers() {
    for (row, status, title, detail) in [
        (0, 404, "Not Found", Some("no row 0")),
        (1, 409, "Taken", Some("row 1 is there already")),
        (2, 500, "Internal Server Error", None),
    ] {
        let answer = TestClient::new(Data::new(())).post(&format!("/rows/{row}")).await;
        let value = answer.value();
        assert_eq!(
            (answer.status().as_u16(), value["title"].as_str(), value["detail"].as_str()),
            (status, Some(title), detail)
        );
    }
    assert_eq!(TestClient::new(Data::new(())).post("/rows/3").await.status(), 204);
}
