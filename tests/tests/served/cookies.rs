//! Cookies.

use terrace::TestClient;
use terrace::prelude::*;

use super::told;

#[controller(path = "/visits")]
struct Visits;

#[routes]
impl Visits {
    #[index]
    async fn index(&self, visit_count: Cookie<u8>, r#type: Cookie<Option<String>>) -> String {
        format!("{} {:?}", *visit_count, *r#type)
    }
}

api! {
    struct Site at "/";
    controllers: [Visits];
}

fn visits() -> terrace::TestRequest {
    TestClient::new(Site::new(())).get("/visits")
}

#[tokio::test]
async fn cookies_are_named_like_their_arguments() {
    for (cookies, text) in [
        ("visit_count=3", "3 None"),
        ("visit_count=3; type=a=b", "3 Some(\"a=b\")"),
        ("type=\"a b\";visit_count= 3 ;other", "3 Some(\"a b\")"),
        ("Visit_Count=9; visit_count=3; xtype=x; type=", "3 Some(\"\")"),
    ] {
        assert_eq!(told(&visits().header("cookie", cookies).await), (200, text.to_owned()), "{cookies}");
    }
    let several = visits().header("cookie", "type=a").header("cookie", "visit_count=4");
    assert_eq!(told(&several.await), (200, "4 Some(\"a\")".to_owned()));
}

#[tokio::test]
async fn a_wrong_cookie_is_told_by_its_name() {
    for (cookies, name) in [
        (&b""[..], "visit_count"),
        (b"visit_count", "visit_count"),
        (b"visit-count=3", "visit_count"),
        (b"visit_count=x", "visit_count"),
        (b"visit_count=3; visit_count=3", "visit_count"),
        (b"visit_count=3; type=\xff", "type"),
    ] {
        let answer = visits().header("cookie", cookies).await;
        let found = answer.value()["errors"][0]["parameter"].clone();
        assert_eq!((answer.status().as_u16(), found), (400, name.into()), "{}", cookies.escape_ascii());
    }
}
