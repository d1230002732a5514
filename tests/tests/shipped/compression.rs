//! `Compression`: which answers become smaller.

use terrace::TestClient;
use terrace::filters::Compression;
use terrace::prelude::*;
use terrace::settings::Sources;

pipeline! { Front: [Compression] }

/// Words.
#[controller(path = "/words", key = count: usize)]
struct Words;

#[routes]
impl Words {
    /// So many.
    #[show]
    async fn show(&self, count: Path<usize>) -> String {
        "word ".repeat(*count)
    }

    /// None to be found.
    #[index]
    async fn index(&self) -> Result<(), NotFound> {
        Err(NotFound::new("word ".repeat(1000)))
    }
}

api! {
    struct Site at "/";
    pipeline: Front;
    controllers: [Words];
}

fn client(file: &str) -> TestClient<Site> {
    TestClient::new(Site::new(Sources::none().text("site.toml", file).read::<Compression>().expect(file).settings))
}

#[tokio::test]
async fn answers_that_are_large_enough_are_compressed_for_who_can_read_it() {
    let get = |path, accepted| client("").get(path).header("accept-encoding", accepted);
    let large = get("/words/1000", "gzip").await;
    assert_eq!((large.header("content-encoding"), large.header("vary")), (Some("gzip"), Some("accept-encoding")));
    assert!(large.bytes().starts_with(&[0x1f, 0x8b]) && large.bytes().len() < 200);
    assert_eq!(get("/words", "gzip").await.header("content-encoding"), Some("gzip"));
    for (path, accepted) in [("/words/1000", "identity"), ("/words/1000", "gzip;q=0"), ("/words/100", "gzip")] {
        let plain = get(path, accepted).await;
        assert_eq!((plain.header("content-encoding"), plain.text().starts_with("word ")), (None, true), "{path}");
    }
    let small = client("min_bytes = 100").get("/words/100").header("accept-encoding", "gzip").await;
    assert_eq!(small.header("content-encoding"), Some("gzip"));
}
