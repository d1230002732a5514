//! `checked`: what it says of an API that does otherwise than it declares.

use std::panic::{AssertUnwindSafe, resume_unwind};

use futures_util::FutureExt;
use terrace::http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use terrace::http::{Method, StatusCode};
use terrace::prelude::*;
use terrace::{
    Answer, Answers, Body, Content, Context, Controller, Failure, FromRequest, HeaderDoc, IntoResponse, Part, Response,
    Status, TestClient, TestRequest,
};
use terrace_codegen::checked;

versions! { pub(crate) Years: "2025", "2026" }

/// A fruit.
#[model(versions = Years)]
struct Fruit {
    #[check(length = 1..=9)]
    name: String,
    grams: u16,
}

/// Says what its query wants, whatever it declares.
struct Said(Whim);

#[model(versions = Years)]
struct Whim {
    status: Option<u16>,
    media: Option<String>,
    body: Option<String>,
    stars: Option<String>,
    unweighed: Option<bool>,
}

impl IntoResponse for Said {
    const ANSWERS: Answers = Answers::of(&[Answer {
        status: Status::Route,
        description: "",
        content: Content::Json(&<Fruit as terrace::Model>::TYPE),
        headers: &[
            HeaderDoc { name: "stars", description: "How good it is", ty: &<Option<u8> as terrace::Model>::TYPE },
            HeaderDoc { name: "weighed", description: "By whom", ty: &<String as terrace::Model>::TYPE },
        ],
    }]);

    fn into_response(self, _: &Context) -> Response {
        let Said(whim) = self;
        let mut answer = Response::new(Body::from(whim.body.unwrap_or_default()));
        let (media, stars) = (whim.media.as_deref().unwrap_or("application/json"), whim.stars.as_deref());
        *answer.status_mut() = StatusCode::from_u16(whim.status.unwrap_or(200)).expect("a status");
        answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_str(media).expect("a media type"));
        let stars = stars.map(|stars| HeaderValue::from_str(stars).expect("a header"));
        answer.headers_mut().extend(stars.map(|stars| (HeaderName::from_static("stars"), stars)));
        if whim.unweighed != Some(true) {
            answer.headers_mut().insert("weighed", HeaderValue::from_static("the grocer"));
        }
        answer
    }
}

/// Declares a fruit, and takes anything.
struct Anything;

impl<C: Controller> FromRequest<C> for Anything {
    const PART: Part = Part::Body(Content::Json(&<Fruit as terrace::Model>::TYPE));

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        cx.body().await.map(|_| Anything)
    }
}

/// Declares a small number, and takes anything.
struct Any;

impl<C: Controller> FromRequest<C> for Any {
    const PART: Part = Part::Header(&<u8 as terrace::Model>::TYPE);

    async fn from_request(_: &mut Context, _: &'static str) -> Result<Self, Failure> {
        Ok(Any)
    }
}

/// Fruit.
#[controller(path = "/fruit", key = name: String, versions = Years)]
struct Stall;

#[routes]
impl Stall {
    /// See a fruit.
    #[show]
    async fn show(&self, whim: Query<Whim>) -> Said {
        Said(whim.0)
    }

    /// See a fruit that is new.
    #[get("/new", since = V2026)]
    async fn fresh(&self, whim: Query<Whim>) -> Said {
        Said(whim.0)
    }

    /// Take a fruit.
    #[create(status = 204)]
    async fn create(&self, _fruit: Anything) -> NoContent {
        NoContent
    }

    /// Throw a fruit.
    #[post("/throw", status = 204)]
    async fn throw(&self, _far: Any) -> NoContent {
        NoContent
    }
}

api! {
    /// A market.
    struct Market(Years) at "/";
    negotiate: header("Year");
    controllers: [Stall];
}

/// What the client says of a request, where it says something.
async fn told(request: TestRequest) -> Option<String> {
    match AssertUnwindSafe(request.send()).catch_unwind().await {
        Ok(_) => None,
        Err(panic) => match panic.downcast::<String>() {
            Ok(text) => Some(*text),
            Err(panic) => resume_unwind(panic),
        },
    }
}

fn market() -> TestClient<Market> {
    checked(TestClient::new(Market::new(())))
}

const FRUIT: &str = "body=%7B%22name%22:%22fig%22,%22grams%22:40%7D";

#[tokio::test]
async fn what_is_as_documented_passes() {
    let client = market();
    for path in [
        &*format!("/fruit/fig?{FRUIT}"),
        &format!("/fruit/fig?{FRUIT}&stars=5"),
        &format!("/fruit/fig?{FRUIT}&media=application/json;%20charset=utf-8"),
        "/fruit/fig?status=many",
        "/nothing",
        &format!("/fruit/new?{FRUIT}"),
    ] {
        assert_eq!(told(client.get(path)).await, None, "{path}");
    }
    assert_eq!(told(client.request(Method::HEAD, &format!("/fruit/fig?{FRUIT}"))).await, None);
    assert_eq!(told(client.request(Method::OPTIONS, "/fruit")).await, None);
    assert_eq!(told(client.delete("/fruit/fig")).await, None);
    assert_eq!(told(client.get("/fruit/fig").header("year", "1999")).await, None);
    let fruit = r#"{"name": "fig", "grams": 40}"#;
    assert_eq!(told(client.post("/fruit").header("content-type", "application/json").body(fruit)).await, None);
    assert_eq!(told(client.post("/fruit/throw").header("-far", "9")).await, None);
}

#[tokio::test]
async fn an_answer_otherwise_than_documented_fails() {
    let client = market();
    let check = async |query: &str, expected: &str| {
        let told = told(client.get(&format!("/fruit/fig?{query}"))).await.unwrap_or_default();
        assert!(told.contains(expected), "{query}: {told}");
    };
    check("status=201", "`stall_show`: the status is not among 200, ").await;
    check("", "`stall_show`: the answer has no body").await;
    check("media=text/plain&body=fig", "`stall_show`: the answer's body is `text/plain`, which is not documented")
        .await;
    check("body=fig", "`stall_show`: the answer's body: expected").await;
    check(&format!("{FRUIT}&stars=many"), "`stall_show`: the answer's header `stars`: \"many\" is not").await;
    check(&format!("{FRUIT}&unweighed=true"), "`stall_show`: the answer has no header `weighed`").await;
    check("body=%7B%22name%22:%22fig%22%7D", "\"grams\" is a required property").await;
    check("body=%7B%22name%22:%22%22,%22grams%22:40%7D", "`stall_show`: the answer's body: /name: \"\" is shorter")
        .await;
}

#[tokio::test]
async fn a_request_that_succeeds_otherwise_than_documented_fails() {
    let client = market();
    let check = async |request: TestRequest, expected: &str| {
        let told = told(request).await.unwrap_or_default();
        assert!(told.contains(expected), "{told}");
    };
    let create = || client.post("/fruit").header("content-type", "application/json");
    check(create().body(r#"{"name": "fig", "grams": -1}"#), "`stall_create`: the request's body: /grams: -1 is less")
        .await;
    check(create().body("fig"), "`stall_create`: the request's body: expected").await;
    check(create(), "`stall_create`: the request has no body").await;
    check(client.post("/fruit/throw").header("-far", "300"), "`stall_throw`: the header parameter").await;
    check(client.post("/fruit/throw"), "`stall_throw`: the request has no header parameter").await;
    check(client.post("/fruit/throw").header("-far", "1").body("fig"), "the operation takes none").await;
}

#[tokio::test]
async fn the_document_is_that_of_the_version() {
    let client = market();
    let path = format!("/fruit/new?{FRUIT}&status=201");
    let told_of = async |year: &str| told(client.get(&path).header("year", year)).await.unwrap_or_default();
    assert!(told_of("2026").await.contains("in version 2026"));
    assert!(told_of("2026").await.contains("`stall_fresh`: the status"));
    // Before there was that, it is the fruit of that name.
    assert!(told_of("2025").await.contains("`stall_show`: the status"));
}
