//! Files, and ready bytes, of which a client may ask for a part.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use terrace::media::Csv;
use terrace::prelude::*;
use terrace::{ETag, File, FileError, Ranged, TestClient, TestResponse};

use super::socket::{rest, serve, until};

#[derive(Clone, Debug)]
struct Folder(PathBuf);

#[controller(path = "/")]
struct Files {
    folder: Folder,
}

#[routes]
impl Files {
    #[get("/files/{path: rest}")]
    async fn file(&self, path: Path<String>) -> Result<File, FileError> {
        File::within(&self.folder.0, &*path).await
    }

    #[get("/named")]
    async fn named(&self) -> Result<File> {
        Ok(File::open(self.folder.0.join("ten.txt")).await?.media_type::<Csv>().etag(ETag::strong("own")))
    }

    #[get("/stored")]
    async fn stored(&self, media_type: Header<String>) -> Result<Ranged> {
        Ok(Ranged::new("0123456789", ETag::strong(1)).media_type_named(&media_type)?)
    }

    #[get("/bytes")]
    async fn bytes(&self) -> Ranged {
        Ranged::new("0123456789", ETag::strong(1)).modified(SystemTime::UNIX_EPOCH)
    }
}

#[derive(FromRef)]
struct State {
    folder: Folder,
}

api! {
    struct Store at "/";
    controllers: [Files];
}

struct Disk {
    folder: tempfile::TempDir,
    store: TestClient<Store>,
}

/// A folder with a file of ten bytes, which is an hour old, an empty one, a large one, and a folder.
fn disk() -> Disk {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        fs::write(folder.path().join(name), bytes).expect("it is written");
        let file = fs::File::options().write(true).open(folder.path().join(name)).expect("it is there");
        file.set_modified(SystemTime::now() - Duration::from_secs(3600)).expect("it is ours");
    };
    write("ten.txt", b"0123456789");
    write("empty.json", b"");
    write("large.bin", &vec![7; 8 << 20]);
    fs::create_dir(folder.path().join("inner")).expect("it is made");
    write("inner/page.html", b"<p>");
    let store = TestClient::new(Store::new(State { folder: Folder(folder.path().to_owned()) }));
    Disk { folder, store }
}

fn told(answer: &TestResponse) -> (u16, Option<&str>, &str) {
    (answer.status().as_u16(), answer.header("content-range"), answer.text())
}

#[tokio::test]
async fn a_file_is_sent_with_what_is_known_of_it() {
    let Disk { store, .. } = &disk();
    let answer = store.get("/files/ten.txt").await;
    assert_eq!(told(&answer), (200, None, "0123456789"));
    assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!((answer.header("content-length"), answer.header("accept-ranges")), (Some("10"), Some("bytes")));
    assert!(answer.header("etag").expect("a tag").starts_with('"') && answer.header("last-modified").is_some());
    assert_eq!(store.get("/files/inner/page.html").await.header("content-type"), Some("text/html; charset=utf-8"));
    let empty = store.get("/files/empty.json").await;
    assert_eq!((told(&empty), empty.header("content-type")), ((200, None, ""), Some("application/json")));
    assert_eq!(store.get("/files/large.bin").await.bytes().len(), 8 << 20);
    let head = store.request(http::Method::HEAD, "/files/ten.txt").header("range", "bytes=0-1").await;
    assert_eq!((told(&head), head.header("content-length")), ((200, None, ""), Some("10")));
    let named = store.get("/named").await;
    assert_eq!(
        (named.header("content-type"), named.header("etag")),
        (Some("text/csv; charset=utf-8"), Some("\"own\""))
    );
}

#[tokio::test]
async fn a_media_type_that_is_stored_is_one_or_a_failure() {
    let Disk { store, .. } = &disk();
    let stored = async |name: &str| store.get("/stored").header("media-type", name).await;
    assert_eq!(stored("image/png").await.header("content-type"), Some("image/png"));
    for name in ["png", "image/", "image /png", "a/b/c"] {
        assert_eq!(stored(name).await.status(), 500, "{name}");
    }
}

#[tokio::test]
async fn what_is_not_in_the_folder_is_not_there() {
    let disk = disk();
    fs::write(disk.folder.path().parent().expect("a folder").join("terrace-outside"), "x").expect("it is written");
    for path in ["nothing", "inner", "inner/", "ten.txt/x", "%2e%2e/terrace-outside", "inner/..%2f../terrace-outside"] {
        assert_eq!(disk.store.get(&format!("/files/{path}")).await.status(), 404, "{path}");
    }
    for path in ["%2Fetc%2Fpasswd", "a%00b", &"x".repeat(300)] {
        assert_eq!(disk.store.get(&format!("/files/{path}")).await.status(), 404, "{path}");
    }
}

#[tokio::test]
async fn one_range_is_a_part_of_it() {
    let Disk { store, .. } = &disk();
    for path in ["/files/ten.txt", "/bytes", "/named"] {
        for (range, part, text) in [
            ("bytes=0-0", "bytes 0-0/10", "0"),
            ("bytes=2-4", "bytes 2-4/10", "234"),
            ("bytes=7-", "bytes 7-9/10", "789"),
            ("bytes=7-99", "bytes 7-9/10", "789"),
            ("bytes=-3", "bytes 7-9/10", "789"),
            ("bytes=-99", "bytes 0-9/10", "0123456789"),
        ] {
            let answer = store.get(path).header("range", range).await;
            assert_eq!(told(&answer), (206, Some(part), text), "{path} {range}");
            assert_eq!(answer.header("content-length"), Some(&*text.len().to_string()), "{path} {range}");
        }
        for range in ["bytes=10-", "bytes=99-100", "bytes=-0"] {
            let answer = store.get(path).header("range", range).await;
            assert_eq!(
                (answer.status().as_u16(), answer.header("content-range")),
                (416, Some("bytes */10")),
                "{range}"
            );
        }
        for range in ["bytes=0-1,3-4", "lines=0-1", "bytes=4-2", "bytes=x", "bytes=", ""] {
            assert_eq!(told(&store.get(path).header("range", range).await), (200, None, "0123456789"), "{range}");
        }
    }
    let empty = async |range: &str| store.get("/files/empty.json").header("range", range).await;
    for range in ["bytes=0-", "bytes=-0"] {
        assert_eq!(empty(range).await.status(), 416, "{range}");
    }
    assert_eq!(told(&empty("bytes=-5").await), (200, None, ""));
    let part = store.get("/files/large.bin").header("range", "bytes=100000-7000000").await;
    assert_eq!(part.bytes().len(), 6_900_001);
}

#[tokio::test]
async fn its_conditions_are_kept() {
    let Disk { store, .. } = &disk();
    for path in ["/files/ten.txt", "/bytes"] {
        let whole = store.get(path).await;
        let (tag, date) = (whole.header("etag").expect("a tag"), whole.header("last-modified").expect("a date"));
        for (name, value) in [("if-none-match", tag), ("if-none-match", "*"), ("if-modified-since", date)] {
            let answer = store.get(path).header(name, value).header("range", "bytes=0-1").await;
            assert_eq!((told(&answer), answer.header("etag")), ((304, None, ""), Some(tag)), "{path} {name}");
        }
        assert_eq!(store.get(path).header("if-none-match", "\"other\"").await.status(), 200);
        assert_eq!(store.get(path).header("if-match", "\"other\"").await.status(), 412);
        assert_eq!(store.get(path).header("if-none-match", "no tag").await.status(), 400);
        for (meant, status) in [
            (tag, 206),
            (date, 206),
            ("\"other\"", 200),
            ("W/\"other\"", 200),
            (&*format!("W/{tag}"), 200),
            ("Thu, 01 Jan 1970 00:00:01 GMT", 200),
        ] {
            let answer = store.get(path).header("range", "bytes=0-1").header("if-range", meant).await;
            assert_eq!(answer.status(), status, "{path} {meant}");
        }
    }
}

#[tokio::test]
async fn a_file_that_has_just_changed_has_a_weak_tag() {
    let disk = disk();
    fs::write(disk.folder.path().join("new.txt"), "x").expect("it is written");
    let answer = disk.store.get("/files/new.txt").await;
    let (tag, date) = (answer.header("etag").expect("a tag"), answer.header("last-modified").expect("a date"));
    assert!(tag.starts_with("W/\""), "{answer:?}");
    for known in [tag, date] {
        let answer = disk.store.get("/files/new.txt").header("range", "bytes=0-0").header("if-range", known).await;
        assert_eq!(told(&answer), (200, None, "x"), "neither tells which bytes are meant: {known}");
    }
}

#[tokio::test]
async fn a_file_that_becomes_shorter_is_cut_off() {
    let disk = disk();
    let served = serve(Store::new(State { folder: Folder(disk.folder.path().to_owned()) })).await;
    let mut stream = served.send("GET /files/large.bin HTTP/1.1\r\nhost: a\r\n\r\n").await;
    let head = until(&mut stream, "\r\n\r\n").await;
    assert!(head.contains("content-length: 8388608\r\n"), "{head}");
    fs::File::options()
        .write(true)
        .open(disk.folder.path().join("large.bin"))
        .expect("it is there")
        .set_len(0)
        .expect("ours");
    let read = head.len() + rest(stream).await.len();
    assert!(read < 8 << 20, "{read}");
}
