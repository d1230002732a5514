//! `SetHeaders`: headers that every answer has.

use terrace::TestClient;
use terrace::filters::SetHeaders;
use terrace::prelude::*;
use terrace::settings::Sources;

pipeline! { Front: [SetHeaders] }

/// Words.
#[controller(path = "/words")]
struct Words;

#[routes]
impl Words {
    /// One.
    #[index]
    async fn index(&self) -> &'static str {
        "word"
    }
}

api! {
    struct Site at "/";
    pipeline: Front;
    controllers: [Words];
}

fn client(file: &str) -> TestClient<Site> {
    TestClient::new(Site::new(Sources::none().text("site.toml", file).read::<SetHeaders>().expect(file).settings))
}

#[tokio::test]
async fn every_answer_has_them_and_keeps_its_own_unless_they_replace_those() {
    let file = "headers = ['X-Frame-Options: DENY', 'content-type: text/html', 'x-a: b: c']";
    let answer = client(file).get("/words").await;
    assert_eq!(answer.header("x-frame-options"), Some("DENY"));
    assert_eq!(answer.header("x-a"), Some("b: c"));
    assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!(client(file).get("/nothing").await.header("x-frame-options"), Some("DENY"));
    let replaced = client(&format!("{file}\nreplace = true")).get("/words").await;
    assert_eq!(replaced.header("content-type"), Some("text/html"));
}

#[test]
fn what_is_no_header_is_refused_where_it_stands() {
    for line in ["x-a", "x a: b", ": b", "x-a: a\\nb"] {
        let file = format!("headers = [\"{line}\"]");
        let refused = Sources::none().text("site.toml", file).read::<SetHeaders>().expect_err(line).to_string();
        assert!(
            refused.starts_with("site.toml:1: `headers` is") && refused.contains("x-frame-options: DENY"),
            "{refused}"
        );
    }
}
