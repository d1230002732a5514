//! Forms of several parts.

use futures_util::stream;
use terrace::prelude::*;
use terrace::{Multipart, TestClient};

#[model]
struct About {
    #[check(length = 1..=5)]
    title: String,
}

#[controller(path = "/", body_bytes = 4 << 10)]
struct Pictures;

#[routes]
impl Pictures {
    #[post("/pictures")]
    async fn create(&self, form: Multipart) -> Result<Json<Vec<String>>> {
        let mut seen = Vec::new();
        let mut form = form.max_fields(3).field_bytes(20);
        while let Some(mut field) = form.next().await? {
            match field.name() {
                "width" => seen.push(format!("width {}", field.value::<u16>().await?)),
                "title" => seen.push(format!("title {}", field.text().await?)),
                "about" => seen.push(format!("about {}", field.json::<About>().await?.title)),
                "skipped" => seen.push("skipped".to_owned()),
                "file" => {
                    let mut count = 0;
                    while let Some(bytes) = field.chunk().await? {
                        count += bytes.len();
                    }
                    seen.push(format!("{:?} {:?} {count}", field.file_name(), field.content_type()));
                }
                _ => return Err(field.unknown().into()),
            }
        }
        Ok(Json(seen))
    }

    #[post("/optional")]
    async fn optional(&self, form: Option<Multipart>) -> Json<bool> {
        Json(form.is_some())
    }
}

api! {
    struct Site at "/";
    controllers: [Pictures];
}

const MULTIPART: &str = "multipart/form-data; boundary=\"x y\"";

fn site() -> TestClient<Site> {
    TestClient::new(Site::new(()))
}

/// A form of these fields: what follows `name=`, and the value.
fn form(fields: &[(&str, &str)]) -> String {
    let fields = fields
        .iter()
        .map(|(name, value)| format!("--x y\r\ncontent-disposition: form-data; name={name}\r\n\r\n{value}\r\n"));
    fields.collect::<String>() + "--x y--\r\n"
}

async fn post(body: impl Into<Body>) -> (u16, serde_json::Value) {
    let answer = site().post("/pictures").header("content-type", MULTIPART).body(body).await;
    (answer.status().as_u16(), answer.value())
}

#[tokio::test]
async fn fields_are_read_one_after_the_other_however_they_are_cut() {
    let large = "x".repeat(2000);
    let text = form(&[
        ("width", "7"),
        ("\"about\"", "{\"title\": \"a\"}"),
        ("\"file\"; filename=\"a.png\"\r\ncontent-type: image/png", &large),
    ]);
    for size in [1, 7, 4000] {
        let pieces: Vec<_> =
            text.as_bytes().chunks(size).map(|piece| Ok::<_, std::io::Error>(piece.to_vec())).collect();
        let (status, seen) = post(Body::stream(stream::iter(pieces))).await;
        let file = "Some(\"a.png\") Some(\"image/png\") 2000";
        assert_eq!((status, seen), (200, serde_json::json!(["width 7", "about a", file])), "{size}");
    }
    assert_eq!(post(form(&[("skipped", "x"), ("title", "ä")])).await, (200, serde_json::json!(["skipped", "title ä"])));
    assert_eq!(post(form(&[])).await, (200, serde_json::json!([])));
}

#[tokio::test]
async fn the_name_of_a_file_is_no_path() {
    for (name, told) in [
        ("../../etc/passwd", "Some(\"passwd\")"),
        ("/etc/passwd", "Some(\"passwd\")"),
        ("C:\\\\a\\\\b.png", "Some(\"b.png\")"),
        ("..", "None"),
        ("a/..", "None"),
        ("", "None"),
    ] {
        let (status, seen) = post(form(&[(&format!("\"file\"; filename=\"{name}\""), "x")])).await;
        assert_eq!((status, seen), (200, serde_json::json!([format!("{told} None 1")])), "{name}");
    }
}

#[tokio::test]
async fn a_wrong_field_is_told_by_its_name() {
    for (name, value, status, pointer) in [
        ("width", "wide", 400, "/width"),
        ("width", "70000", 400, "/width"),
        ("about", "{\"title\": \"\"}", 400, "/about/title"),
        ("about", "{", 400, "/about"),
        ("\"a/b\"", "", 400, "/a~1b"),
        ("title", "123456789012345678901", 413, "/title"),
    ] {
        let (found, answer) = post(form(&[(name, value)])).await;
        assert_eq!((found, &answer["errors"][0]["pointer"]), (status, &pointer.into()), "{name} {value} {answer}");
    }
    let not_utf8 =
        [b"--x y\r\ncontent-disposition: form-data; name=title\r\n\r\n\xff".as_slice(), b"\r\n--x y--\r\n"].concat();
    assert_eq!(post(not_utf8).await.1["errors"][0]["detail"], "not UTF-8");
}

#[tokio::test]
async fn what_is_no_form_is_refused() {
    let cut = form(&[("title", "x")]).replace("--x y--\r\n", "");
    for body in [&*cut, "nonsense", "--x y\r\nnonsense\r\n\r\n--x y--", "--x y\r\na: b\r\n\r\n\r\n--x y--\r\n"] {
        assert_eq!(post(body.to_owned()).await.0, 400, "{body}");
    }
    assert_eq!(post(form(&[("skipped", ""); 4])).await.0, 413);
    assert_eq!(post(form(&[("file", &"x".repeat(5000))])).await.0, 413);
    let endless = Body::stream(stream::repeat_with(|| Ok::<_, std::io::Error>("--x y\r\na: b")));
    assert_eq!(post(endless).await.0, 413);
    for media in ["application/json", "multipart/form-data", "multipart/mixed; boundary=x"] {
        let answer = site().post("/pictures").header("content-type", media).body("--x--").await;
        assert_eq!(answer.status(), 415, "{media}");
    }
    assert_eq!(site().post("/pictures").await.status(), 415);
    assert_eq!(site().post("/optional").await.text(), "false");
}
