//! Which handler a path and a method reach.

use terrace::TestClient;
use terrace::http::Method;
use terrace::prelude::*;

use super::{get, told};

#[controller(path = "/files", key = name: String)]
struct Files;

#[routes]
impl Files {
    #[index]
    async fn index(&self) -> &'static str {
        "index"
    }

    #[show]
    async fn show(&self, name: Path<String>) -> String {
        format!("show {}", *name)
    }

    #[delete]
    async fn delete(&self, name: Path<String>) {
        let _ = name;
    }

    #[get("/detail")]
    async fn detail(&self) -> &'static str {
        "detail"
    }

    #[put("/")]
    async fn replace(&self) -> &'static str {
        "replace"
    }

    #[get(member, "/size/{unit: digits}")]
    async fn size(&self, name: Path<String>, unit: Path<u8>) -> String {
        format!("size of {} in {}", *name, *unit)
    }

    #[get(member, "/tree/{below: rest}")]
    async fn tree(&self, name: Path<String>, below: Path<String>) -> String {
        format!("{} below {}", *below, *name)
    }
}

#[controller(path = "/drafts")]
struct Drafts;

#[routes]
impl Drafts {
    #[create]
    async fn create(&self) {}
}

#[controller(path = "/")]
struct Root;

#[routes]
impl Root {
    #[get("/")]
    async fn root(&self) -> &'static str {
        "root"
    }
}

api! {
    struct Disk at "/v1", "/v1/{owner: hex}";
    controllers: [Files, Drafts, Root at "/"];
}

fn disk() -> TestClient<Disk> {
    TestClient::new(Disk::new(()))
}

#[tokio::test]
async fn a_path_reaches_its_handler_under_every_mount() {
    let disk = disk();
    for (path, text) in [
        ("/", "root"),
        ("/v1/files", "index"),
        ("/v1/beef/files", "index"),
        ("/v1/files?a=b", "index"),
        ("/v1/files/a", "show a"),
        ("/v1/beef/files/a", "show a"),
        ("/v1/files/a/size/3", "size of a in 3"),
        ("/v1/files/a/tree/b/c", "b/c below a"),
    ] {
        assert_eq!(get(&disk, path).await, (200, text.to_owned()), "{path}");
    }
}

#[tokio::test]
async fn a_literal_beats_a_variable_for_the_methods_it_has() {
    assert_eq!(get(&disk(), "/v1/files/detail").await, (200, "detail".to_owned()));
    assert_eq!(get(&disk(), "/v1/files/details").await, (200, "show details".to_owned()));
    assert_eq!(get(&disk(), "/v1/files/detail/size/1").await, (200, "size of detail in 1".to_owned()));
}

#[tokio::test]
async fn segments_are_decoded_one_by_one() {
    let disk = disk();
    for (path, text) in [
        ("/v1/%66iles", "index"),
        ("/v1/files/a%2Fb", "show a/b"),
        ("/v1/files/a%20b", "show a b"),
        ("/v1/files/%E4%BD%A0", "show 你"),
        ("/v1/files/..", "show .."),
        ("/v1/files/a%3Fb", "show a?b"),
    ] {
        assert_eq!(get(&disk, path).await, (200, text.to_owned()), "{path}");
    }
}

#[tokio::test]
async fn what_no_handler_has_is_not_found() {
    let disk = disk();
    for path in [
        "/v1",
        "/v1/",
        "/v1/files/",
        "/v1//files",
        "/v1/Files",
        "/v1/files.json",
        "/v1/XYZ/files",
        "/files",
        "/v1/files/a/size",
        "/v1/files/a/size/b",
        "/v1/files/%ff",
        "/v1/files/%2",
        "/v1/files%2Fdetail",
    ] {
        assert_eq!(disk.get(path).await.status(), 404, "{path}");
    }
}

#[tokio::test]
async fn another_method_is_told_which_there_are() {
    let disk = disk();
    for (path, allow) in [
        ("/v1/files", "GET, HEAD, PUT, OPTIONS"),
        ("/v1/files/a", "GET, HEAD, DELETE, OPTIONS"),
        ("/", "GET, HEAD, OPTIONS"),
    ] {
        let answer = disk.patch(path).await;
        assert_eq!((answer.status().as_u16(), answer.header("allow")), (405, Some(allow)), "{path}");
    }
    assert_eq!(disk.request("BREW".parse().unwrap(), "/v1/files").await.status(), 405);
    assert_eq!(disk.patch("/v1/nothing").await.status(), 404);
}

#[tokio::test]
async fn head_is_get_without_its_body() {
    let disk = disk();
    for path in ["/v1/files", "/v1/files/a", "/v1/files/a/size/3", "/v1/nothing"] {
        let (head, got) = (disk.request(Method::HEAD, path).await, disk.get(path).await);
        let length = got.bytes().len().to_string();
        assert_eq!((head.status(), head.text()), (got.status(), ""), "{path}");
        assert_eq!(head.header("content-type"), got.header("content-type"), "{path}");
        assert_eq!(head.header("content-length"), Some(&*length), "{path}");
    }
    let wrong = disk.request(Method::HEAD, "/v1/drafts").await;
    assert_eq!((wrong.status().as_u16(), wrong.header("allow")), (405, Some("POST, OPTIONS")));
}

#[tokio::test]
async fn options_tell_the_methods_of_a_path() {
    let disk = disk();
    for (path, allow) in [("/v1/files", "GET, HEAD, PUT, OPTIONS"), ("/v1/beef/drafts", "POST, OPTIONS")] {
        let answer = disk.request(Method::OPTIONS, path).await;
        assert_eq!((told(&answer), answer.header("allow")), ((204, String::new()), Some(allow)), "{path}");
        assert!(answer.header("x-request-id").is_some(), "{path}");
    }
    assert_eq!(disk.request(Method::OPTIONS, "/v1/nothing").await.status(), 404);
}

#[tokio::test]
async fn nothing_returned_is_no_content() {
    let answer = disk().delete("/v1/files/a").await;
    assert_eq!((answer.status().as_u16(), answer.text()), (204, ""));
    assert_eq!(disk().put("/v1/files").await.status(), 200);
}
