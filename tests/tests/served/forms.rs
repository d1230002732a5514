//! Forms.

use terrace::prelude::*;
use terrace::{TestClient, TestResponse};

use super::told;

const FORM: &str = "application/x-www-form-urlencoded";

#[model]
struct Order {
    #[check(length = 1..=10)]
    name: String,
    #[serde(default)]
    size: u8,
    #[serde(default)]
    tags: Vec<String>,
    note: Option<String>,
}

#[controller(path = "/orders")]
struct Orders;

#[routes]
impl Orders {
    #[create]
    async fn create(&self, order: Form<Order>) -> String {
        format!("{} {} {:?} {:?}", order.name, order.size, order.tags, order.note)
    }
}

api! {
    struct Site at "/";
    controllers: [Orders];
}

async fn send(content_type: &str, body: impl Into<Bytes>) -> TestResponse {
    TestClient::new(Site::new(())).post("/orders").header("content-type", content_type).body(body).await
}

#[tokio::test]
async fn a_form_is_read_as_a_query_is() {
    for (body, text) in [
        ("name=a", r#"a 0 [] None"#),
        ("name=a+b%26c&size=7&note=", r#"a b&c 7 [] Some("")"#),
        ("tags=x&name=a&tags=y", r#"a 0 ["x", "y"] None"#),
        ("n%61me=%C3%A4&&", r#"ä 0 [] None"#),
        ("name=ä", r#"ä 0 [] None"#),
    ] {
        assert_eq!(told(&send(FORM, body).await), (201, text.to_owned()), "{body}");
    }
}

#[tokio::test]
async fn a_wrong_form_is_told_by_pointers() {
    for (body, pointer) in [
        ("name=", "/name"),
        ("name=a&size=x", "/size"),
        ("name=a&size=256", "/size"),
        ("name=a&name=b", "/name"),
        ("name=a&other=b", "/other"),
        ("name=%FF", "/name"),
        ("size=1", ""),
        ("", ""),
    ] {
        let answer = send(FORM, body).await;
        let found = answer.value()["errors"][0]["pointer"].clone();
        assert_eq!((answer.status().as_u16(), found), (400, pointer.into()), "{body}");
    }
    assert_eq!(send(FORM, &b"name=\xff"[..]).await.status(), 400);
    let many: String = (0..200_000).map(|number| format!("{number}&")).collect();
    assert!(many.len() > 1 << 20);
    assert_eq!(send(FORM, many[..1 << 20].to_owned()).await.status(), 400);
}

#[tokio::test]
async fn only_a_form_is_read_as_a_form() {
    for right in [FORM, "Application/X-WWW-Form-URLEncoded; charset=UTF-8"] {
        assert_eq!(send(right, "name=a").await.status(), 201, "{right}");
    }
    for wrong in ["", "application/json", "multipart/form-data", "application/x-www-form-urlencoded; charset=latin-1"] {
        assert_eq!(send(wrong, "name=a").await.status(), 415, "{wrong}");
    }
    assert_eq!(TestClient::new(Site::new(())).post("/orders").body("name=a").await.status(), 415);
}
