//! What filters answer, add and ask for is in the documents of all operations behind them.

use serde_json::{Value, json};
use terrace::filter::{Next, NextWith, Request};
use terrace::filters::{BearerJwt, Compression, Cors, FaultWrap, JwtKeys, NoAuth, RateLimit, SizeLimit};
use terrace::http::StatusCode;
use terrace::http::header::HeaderValue;
use terrace::prelude::*;
use terrace::{Response, Security, TestClient, TooManyRequests, Unauthorized};
use tower_http::timeout::TimeoutLayer;

/// Who asks.
#[derive(Clone, Provided)]
pub(crate) struct Identity(String);

#[filter(headers = ["x-served-by"])]
async fn served_by(request: Request, next: impl Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert("x-served-by", HeaderValue::from_static("1"));
    response
}

#[filter(security = Security::Header { name: "token", header: "x-token" })]
async fn token(request: Request, next: impl NextWith<Identity>) -> Result<Response, Unauthorized> {
    let Some(token) = request.headers().get("x-token").and_then(|token| token.to_str().ok()) else {
        return Err(Unauthorized::new("a token is needed"));
    };
    let who = Identity(token.to_owned());
    Ok(next.run(request, who).await)
}

/// Adds a header inside of the token: to no 401.
#[filter(headers = ["x-user"])]
async fn limited(who: Identity, request: Request, next: impl Next) -> Result<Response, TooManyRequests> {
    if who.0 == "greedy" {
        return Err(TooManyRequests::new("enough"));
    }
    let mut response = next.run(request).await;
    let value = HeaderValue::try_from(who.0).expect("what came in a header");
    response.headers_mut().insert("x-user", value);
    Ok(response)
}

pipeline! {
    /// With a token.
    pub(crate) Keystone: [
        served_by,
        layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, std::time::Duration::from_secs(9)), answers = [504]),
        token,
        limited,
    ]
}

/// Words.
#[controller(path = "/words")]
pub(crate) struct Words;

#[routes]
impl Words {
    /// Say who asks.
    #[index]
    async fn index(&self, who: Identity) -> String {
        who.0
    }
}

api! {
    /// Words.
    pub(crate) struct Dictionary at "/";
    pipeline: Keystone;
    controllers: [Words];
}

pipeline! { Few: [few] }
pipeline! { Marked: [marked] }

/// Adds a header, and lets few in.
#[filter(headers = ["x-few"], security = Security::Bearer("few"))]
async fn few(request: Request, next: impl Next) -> Result<Response, TooManyRequests> {
    if request.headers().contains_key("x-many") {
        return Err(TooManyRequests::new("too many"));
    }
    let mut response = next.run(request).await;
    response.headers_mut().insert("x-few", HeaderValue::from_static("1"));
    Ok(response)
}

#[filter(headers = ["x-marked"])]
async fn marked(request: Request, next: impl Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert("x-marked", HeaderValue::from_static("1"));
    response
}

/// Letters.
#[controller(path = "/letters", pipeline = Marked)]
struct Letters;

#[routes]
impl Letters {
    /// List them.
    #[index]
    async fn index(&self) -> &'static str {
        "abc"
    }

    /// Take one.
    #[create(pipeline = Few)]
    async fn create(&self, letter: Json<String>) -> String {
        letter.0
    }
}

api! {
    /// Letters.
    struct Alphabet at "/";
    controllers: [Letters];
}

#[test]
fn filters_of_a_controller_and_a_handler_are_in_the_documents_of_their_operations() {
    let document = terrace_codegen::document::<Alphabet>(None).expect("a document");
    let document: Value = serde_json::from_str(&document).expect("JSON");
    let of = |method: &str| {
        let operation = &document["paths"]["/letters"][method];
        let headers = |(status, response): (&String, &Value)| {
            let headers = response["headers"].as_object().into_iter().flat_map(|headers| headers.keys().cloned());
            (status.clone(), headers.collect::<Vec<_>>().join(" "))
        };
        let responses = operation["responses"].as_object().expect("responses").iter().map(headers).collect::<Vec<_>>();
        (responses, operation["security"].clone())
    };
    let is = |responses: &[(&str, &str)]| {
        responses.iter().map(|(status, headers)| ((*status).to_owned(), (*headers).to_owned())).collect::<Vec<_>>()
    };
    let index = is(&[("200", "x-marked"), ("500", ""), ("503", "")]);
    assert_eq!(of("get"), (index, Value::Null));
    let create = is(&[
        ("201", "x-few x-marked"),
        ("400", "x-few x-marked"),
        ("408", "x-few x-marked"),
        ("413", "x-few x-marked"),
        ("415", ""),
        ("429", "x-marked"),
        ("500", ""),
        ("503", ""),
    ]);
    assert_eq!(of("post"), (create, json!([{"few": []}])));
}

#[tokio::test]
async fn answers_of_filters_of_a_handler_are_as_documented() {
    let client = terrace_codegen::checked(TestClient::new(Alphabet::new(())));
    assert_eq!(client.get("/letters").await.header("x-marked"), Some("1"));
    let letter = || client.post("/letters").header("content-type", "application/json").body("\"a\"");
    assert_eq!(letter().await.header("x-few"), Some("1"));
    assert_eq!(letter().header("x-many", "1").await.status(), 429);
}

#[test]
fn routes_and_why_name_filters_of_controllers_and_handlers() {
    let routes = super::print::<Alphabet>(&["routes"]);
    assert!(routes.lines().nth(2).is_some_and(|line| line.ends_with("Marked, Few")), "{routes}");
    let why = super::print::<Alphabet>(&["why", "POST /letters"]);
    assert!(why.contains("behind    Marked: marked\n          Few: few\n"), "{why}");
    let json: Value = serde_json::from_str(&super::print::<Alphabet>(&["routes", "--json"])).expect("JSON");
    assert_eq!(json[0]["own_pipelines"], json!([{"pipeline": "Marked", "filters": ["marked"]}]));
}

fn operation() -> (Value, Value) {
    let document = terrace_codegen::document::<Dictionary>(None).expect("a document");
    let document: Value = serde_json::from_str(&document).expect("JSON");
    (document["paths"]["/words"]["get"].clone(), document["components"]["securitySchemes"].clone())
}

#[test]
fn statuses_of_filters_are_those_of_every_operation() {
    let (operation, _) = operation();
    for status in ["401", "429", "504"] {
        let response = &operation["responses"][status];
        assert!(response["content"].get("application/problem+json").is_some(), "{status}: {response}");
    }
    assert!(operation["responses"].get("403").is_none());
}

#[test]
fn headers_of_filters_are_those_of_answers_that_pass_them() {
    let (operation, _) = operation();
    let headers = |status: &str| {
        let headers = operation["responses"][status]["headers"].as_object();
        headers.map(|headers| headers.keys().cloned().collect::<Vec<_>>()).unwrap_or_default()
    };
    assert_eq!(headers("200"), ["x-served-by", "x-user"]);
    assert_eq!(headers("429"), ["x-served-by"]);
    assert_eq!(headers("401"), ["x-served-by"]);
    assert_eq!(headers("504"), ["x-served-by"]);
}

#[test]
fn what_a_filter_asks_for_is_asked_for_by_every_operation() {
    let (operation, schemes) = operation();
    assert_eq!(operation["security"], json!([{"token": []}]));
    assert_eq!(schemes["token"], json!({"type": "apiKey", "in": "header", "name": "x-token"}));
}

#[tokio::test]
async fn answers_of_filters_are_as_documented() {
    let client = terrace_codegen::checked(TestClient::new(Dictionary::new(())));
    assert_eq!(client.get("/words").await.status(), 401);
    assert_eq!(client.get("/words").header("x-token", "greedy").await.status(), 429);
    let answer = client.get("/words").header("x-token", "jane").await;
    assert_eq!((answer.text(), answer.header("x-user")), ("jane", Some("jane")));
}

pipeline! { NoAuth2: [NoAuth = NoAuth::default()] }

/// Roles.
#[controller(path = "/roles")]
struct Roles;

#[routes]
impl Roles {
    /// Say what who asks is.
    #[index]
    #[policy(public)]
    async fn index(&self, who: terrace::Identity) -> Json<Vec<String>> {
        Json(who.roles().to_vec())
    }
}

api! {
    /// Roles.
    struct Open at "/";
    pipeline: NoAuth2;
    controllers: [Roles];
}

#[tokio::test]
async fn no_auth_documents_its_scheme_and_the_answer_to_whoever_has_no_token() {
    let document = terrace_codegen::document::<Open>(None).expect("a document");
    let document: Value = serde_json::from_str(&document).expect("JSON");
    let operation = &document["paths"]["/roles"]["get"];
    assert_eq!(operation["security"], json!([{"noauth2": []}]));
    assert!(operation["responses"]["204"]["headers"].get("X-Auth-Token").is_some(), "{operation}");
    let client = terrace_codegen::checked(TestClient::new(Open::new(())));
    assert_eq!(client.get("/roles").header("host", "a").await.status(), 204);
    assert_eq!(client.get("/roles").header("x-auth-token", "admin").await.text(), r#"["admin"]"#);
}

/// What the filters of the next pipeline are told.
#[derive(Clone, FromRef)]
pub(crate) struct Told {
    jwt: BearerJwt,
}

pipeline! {
    Guarded: [
        Cors = Cors::default(),
        FaultWrap,
        SizeLimit = SizeLimit { body_bytes: 1000 },
        RateLimit = RateLimit { rate: "1/1h".parse().expect("a rate"), ..RateLimit::default() },
        BearerJwt,
        Compression = Compression::default(),
    ]
}

api! {
    /// Roles.
    struct Closed at "/";
    pipeline: Guarded;
    controllers: [Roles];
}

#[tokio::test]
async fn filters_that_ship_are_in_documents_with_all_that_they_answer() {
    let document = terrace_codegen::document::<Closed>(None).expect("a document");
    let document: Value = serde_json::from_str(&document).expect("JSON");
    let operation = &document["paths"]["/roles"]["get"];
    let statuses: Vec<_> = operation["responses"].as_object().expect("an object").keys().cloned().collect();
    assert_eq!(statuses, ["200", "401", "413", "429", "500", "503"]);
    let headers = |status: &str| {
        let headers = operation["responses"][status]["headers"].as_object().expect("an object");
        headers.keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(headers("200"), ["Access-Control-Allow-Origin", "Content-Encoding"]);
    assert_eq!(headers("401"), ["Access-Control-Allow-Origin", "WWW-Authenticate"]);
    assert_eq!(headers("429"), ["Access-Control-Allow-Origin", "Retry-After"]);
    assert_eq!(operation["security"], json!([{"bearer": []}]));
    assert_eq!(document["components"]["securitySchemes"]["bearer"], json!({"type": "http", "scheme": "bearer"}));

    let keys = JwtKeys::Url(terrace::http::Uri::from_static("http://127.0.0.1:9/jwks.json"));
    let api = Closed::new(Told { jwt: BearerJwt::new(keys, "https://id.example", "shop") });
    let client = terrace_codegen::checked(TestClient::new(api));
    assert_eq!(client.get("/roles").await.status(), 401);
    assert_eq!(client.get("/roles").await.status(), 429);
    assert_eq!(client.get("/roles").body(vec![0; 1001]).await.status(), 413);
}
