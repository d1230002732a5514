//! Pipelines that a setting chooses: on the command line, in settings, in documents.

use std::fs;

use serde_json::{Value, json};
use terrace::filter::{Next, NextWith, Request, UnknownPipeline};
use terrace::filters::{RateLimit, SizeLimit};
use terrace::http::header::HeaderValue;
use terrace::prelude::*;
use terrace::settings::Sources;
use terrace::{Parts, Response, Security, TestClient, Unauthorized};

use super::{print, run};

/// Who asks.
#[derive(Clone, Provided)]
pub(crate) struct Identity(&'static str);

#[filter]
async fn counted(request: Request, next: impl Next) -> Response {
    next.run(request).await
}

#[filter(security = Security::Header { name: "token", header: "x-token" })]
async fn token(request: Request, next: impl NextWith<Identity>) -> Result<Response, Unauthorized> {
    if request.headers().contains_key("x-token") {
        Ok(next.run(request, Identity("somebody")).await)
    } else {
        Err(Unauthorized::new("a token is needed"))
    }
}

#[filter]
async fn no_auth(request: Request, next: impl NextWith<Identity>) -> Response {
    next.run(request, Identity("anybody")).await
}

pipeline! { pub(crate) Keystone: [counted, token] }
pipeline! { pub(crate) NoAuth2: [counted, no_auth] }
pipeline! { pub(crate) Plain: [no_auth] }

/// Words.
#[controller(path = "/words")]
pub(crate) struct Words;

#[routes]
impl Words {
    /// Say who asks.
    #[index]
    async fn index(&self, who: Identity) -> String {
        who.0.to_owned()
    }
}

api! {
    /// Words.
    pub(crate) struct Compute at "/v2.1";
    pipelines: auth_strategy { "keystone" => Keystone, "noauth2" => NoAuth2 };
    controllers: [Words];
}

api! {
    /// Old words.
    pub(crate) struct Legacy at "/v2";
    pipelines: auth_strategy { "keystone" => Keystone, "noauth2" => Plain };
    controllers: [Words];
}

api! {
    /// Words for everybody.
    pub(crate) struct Open at "/open";
    pipeline: Plain;
    controllers: [Words];
}

#[filter(headers = ["x-stamp"])]
async fn stamped(request: Request, next: impl Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert("x-stamp", HeaderValue::from_static("1"));
    response
}

pipeline! {
    pub(crate) Strict: [
        stamped,
        SizeLimit = SizeLimit { body_bytes: 8 },
        RateLimit = RateLimit { rate: "2/1h".parse().expect("a rate"), ..RateLimit::default() },
        token,
    ]
}

api! {
    /// Words for few, or for all.
    pub(crate) struct Guarded at "/guarded";
    pipelines: guard { "strict" => Strict, "plain" => Plain };
    controllers: [Words];
}

composite! {
    pub(crate) struct Osapi;
    apis: [Compute, Legacy, Open];
}

fn told(sources: &Sources) -> Result<terrace::settings::Told<()>, String> {
    sources.clone().application::<Osapi>().read::<()>().map_err(|error| error.to_string())
}

#[tokio::test]
async fn the_first_counts_unless_another_is_chosen() {
    let who = async |client: &TestClient<Osapi>, path: &str| {
        let answer = client.get(path).await;
        (answer.status().as_u16(), answer.text().to_owned())
    };
    let first = TestClient::new(Osapi::new(()));
    for path in ["/v2.1/words", "/v2/words"] {
        assert_eq!(first.get(path).await.status(), 401, "{path}");
    }
    assert_eq!(first.get("/v2/words").header("x-token", "1").await.text(), "somebody");
    assert_eq!(who(&first, "/open/words").await, (200, "anybody".to_owned()));
    let parts = Parts::new(()).choose::<Osapi>("auth_strategy", "noauth2").unwrap();
    let other = TestClient::<Osapi>::with(parts);
    for path in ["/v2.1/words", "/v2/words", "/open/words"] {
        assert_eq!(who(&other, path).await, (200, "anybody".to_owned()), "{path}");
    }
}

#[test]
fn what_is_not_listed_cannot_be_chosen() {
    let said = |error: UnknownPipeline| error.to_string();
    let choose = |setting, value| Parts::new(()).choose::<Osapi>(setting, value).map(drop).map_err(said);
    assert_eq!(
        choose("auth_strategy", "noauth").unwrap_err(),
        "`auth_strategy` is `noauth`, and must be `keystone` or `noauth2`; did you mean `noauth2`?"
    );
    assert_eq!(
        choose("auth_strategy", "ldap").unwrap_err(),
        "`auth_strategy` is `ldap`, and must be `keystone` or `noauth2`"
    );
    assert_eq!(choose("auth", "noauth2").unwrap_err(), "no pipeline is chosen by `auth`; known are `auth_strategy`");
    let none = Parts::new(()).choose::<Open>("auth_strategy", "noauth2").map(drop).map_err(said);
    assert_eq!(none.unwrap_err(), "no pipeline is chosen by `auth_strategy`; none does");
}

#[tokio::test]
async fn file_environment_and_flag_choose_and_each_overrides_the_one_before() {
    let chosen = async |sources: &Sources| {
        let parts = Parts::new(()).settings(&told(sources).unwrap());
        TestClient::<Osapi>::with(parts).get("/v2.1/words").await.status().as_u16()
    };
    let file = Sources::none().text("compute.toml", "auth_strategy = 'noauth2'");
    assert_eq!(chosen(&Sources::none()).await, 401);
    assert_eq!(chosen(&file).await, 200);
    let environment = file.environment("COMPUTE", [("COMPUTE__AUTH_STRATEGY".into(), "keystone".into())]);
    assert_eq!(chosen(&environment).await, 401);
    assert_eq!(chosen(&environment.flag("auth_strategy", "noauth2")).await, 200);
}

#[test]
fn wrong_values_are_refused_with_their_place() {
    let check = |sources: Sources, expected: &str| assert_eq!(told(&sources).unwrap_err(), expected);
    check(
        Sources::none().text("compute.toml", "\nauth_strategy = 'noauth'"),
        "compute.toml:2: `auth_strategy` is `noauth`, and must be `keystone` or `noauth2`; did you mean `noauth2`?",
    );
    check(
        Sources::none().text("compute.toml", "auth_strategy = 2"),
        "compute.toml:1: `auth_strategy` is `2`, and must be `keystone` or `noauth2`",
    );
    check(
        Sources::none().text("compute.toml", "auth_stratgy = 'noauth2'"),
        "compute.toml:1: there is no setting `auth_stratgy`; did you mean `auth_strategy`?",
    );
    check(
        Sources::none().environment("COMPUTE", [("COMPUTE__AUTH_STRATEGY".into(), "ldap".into())]),
        "COMPUTE__AUTH_STRATEGY is `ldap`, and must be `keystone` or `noauth2`",
    );
}

#[test]
fn a_server_does_not_start_behind_a_pipeline_that_is_not_listed() {
    let (_, error) = run::<Osapi>(&["--auth_strategy", "keystne"]);
    let error = error.expect("it is refused");
    assert_eq!(
        error.to_string(),
        "--auth-strategy is `keystne`, and must be `keystone` or `noauth2`; did you mean `keystone`?"
    );
    assert_eq!(error.exit_code(), 2);
}

#[test]
fn settings_tell_the_choice() {
    let defaults = print::<Osapi>(&["settings"]);
    let expected = "\n# Which filters requests pass: `keystone` or `noauth2`.\nauth_strategy = \"keystone\"\n";
    assert!(defaults.contains(expected), "{defaults}");
    let effective = print::<Osapi>(&["settings", "--effective", "--auth_strategy", "noauth2"]);
    assert!(effective.contains("auth_strategy = \"noauth2\"  # --auth-strategy\n"), "{effective}");
}

/// The statuses and the security of an operation as a command prints them.
fn documented(line: &[&str]) -> (Vec<String>, Value) {
    let document: Value = serde_json::from_str(&print::<Osapi>(line)).expect("a document");
    let paths = document["paths"].as_object().expect("paths");
    let operation = paths.values().next().expect("a path")["get"].clone();
    let responses = operation["responses"].as_object().expect("responses");
    (responses.keys().cloned().collect(), operation["security"].clone())
}

#[test]
fn documents_are_those_of_the_first_and_another_is_printed() {
    let first = (["200", "401", "500", "503"].map(str::to_owned).to_vec(), json!([{"token": []}]));
    let other = (["200", "500", "503"].map(str::to_owned).to_vec(), Value::Null);
    assert_eq!(documented(&["openapi", "--api", "Compute"]), first);
    assert_eq!(documented(&["openapi", "--api", "Compute", "--pipeline", "keystone"]), first);
    assert_eq!(documented(&["openapi", "--api", "Compute", "--pipeline", "noauth2"]), other);
    // An API whose pipeline nobody chooses has that one.
    assert_eq!(documented(&["openapi", "--api", "Open", "--pipeline", "keystone"]), other);
}

#[tokio::test]
async fn statuses_headers_and_security_are_those_of_one_pipeline_and_not_of_the_other() {
    let operation = |pipeline: &str| {
        let document: Value =
            serde_json::from_str(&print::<Guarded>(&["openapi", "--pipeline", pipeline])).expect("a document");
        let operation = &document["paths"]["/guarded/words"]["get"];
        let headers = |(status, response): (&String, &Value)| {
            let names = response["headers"].as_object().into_iter().flat_map(|headers| headers.keys().cloned());
            format!("{status}: {}", names.collect::<Vec<_>>().join(" "))
        };
        let responses = operation["responses"].as_object().expect("responses").iter().map(headers);
        (
            responses.collect::<Vec<_>>(),
            operation["security"].clone(),
            document["components"]["securitySchemes"].clone(),
        )
    };
    let (responses, security, schemes) = operation("strict");
    let expected =
        ["200: x-stamp", "401: x-stamp", "413: x-stamp", "429: Retry-After x-stamp", "500: x-stamp", "503: x-stamp"];
    assert_eq!(responses, expected);
    assert_eq!((security, schemes["token"]["name"].as_str()), (json!([{"token": []}]), Some("x-token")));
    assert_eq!(
        operation("plain"),
        (vec!["200: ".to_owned(), "500: ".into(), "503: ".into()], Value::Null, Value::Null)
    );

    let behind = |value| Parts::new(()).choose::<Guarded>("guard", value).expect("one of two");
    let strict = terrace_codegen::checked(TestClient::<Guarded>::with(behind("strict")));
    assert_eq!(strict.get("/guarded/words").await.status(), 401);
    assert_eq!(strict.get("/guarded/words").body("123456789").await.status(), 413);
    assert_eq!(strict.get("/guarded/words").header("x-token", "1").await.header("x-stamp"), Some("1"));
    assert_eq!(strict.get("/guarded/words").header("x-token", "1").await.status(), 429);
    let plain = terrace_codegen::checked(TestClient::<Guarded>::with(behind("plain")));
    for _ in 0..3 {
        assert_eq!(plain.get("/guarded/words").await.text(), "anybody");
    }
}

#[test]
fn only_what_chooses_a_pipeline_has_documents() {
    let (_, error) = run::<Osapi>(&["openapi", "--api", "Compute", "--pipeline", "ldap"]);
    let error = error.expect("it is refused");
    assert_eq!(error.to_string(), "--pipeline: `ldap` chooses no pipeline; `auth_strategy` is `keystone` or `noauth2`");
    assert_eq!(error.exit_code(), 2);
    let (_, error) = run::<Open>(&["openapi", "--pipeline", "ldap"]);
    assert_eq!(
        error.expect("it is refused").to_string(),
        "--pipeline: `ldap` chooses nothing, as no API has `pipelines`"
    );
}

#[test]
fn why_and_routes_name_what_stands_before_a_handler() {
    let why = print::<Osapi>(&["why", "GET /v2.1/words"]);
    let expected = "filters   Keystone, where `auth_strategy` is `keystone`: counted, token\n          \
                    NoAuth2, where `auth_strategy` is `noauth2`: counted, no_auth\n";
    assert!(why.contains(expected), "{why}");
    let why = print::<Osapi>(&["why", "GET /open/words"]);
    assert!(why.contains("filters   Plain: no_auth\n"), "{why}");

    let routes = print::<Osapi>(&["routes"]);
    let rows: Vec<Vec<_>> =
        routes.lines().map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect()).collect();
    assert_eq!(rows[0], ["METHOD", "PATH", "HANDLER", "STATUS", "PIPELINE"]);
    assert_eq!(rows[1], ["GET", "/v2.1/words", "Words::index", "200", "Keystone or NoAuth2"]);
    assert_eq!(rows[3], ["GET", "/open/words", "Words::index", "200", "Plain"]);

    let json: Value = serde_json::from_str(&print::<Osapi>(&["routes", "--json"])).expect("JSON");
    let keystone = json!(["counted", "token"]);
    assert_eq!(json[0]["pipelines"][0]["filters"], keystone);
    assert_eq!(
        json[0]["pipelines"][1],
        json!({"setting": "auth_strategy", "value": "noauth2", "pipeline": "NoAuth2", "filters": ["counted", "no_auth"]})
    );
    assert_eq!(
        json[2]["pipelines"],
        json!([{"setting": null, "value": null, "pipeline": "Plain", "filters": ["no_auth"]}])
    );
}

/// What `answers` says of access lines: each an API, the value that chose its pipeline, a path, a status and a media type.
fn answers(lines: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder of one's own");
    let path = |name: &str| folder.path().join(name).to_str().expect("a name made up for a test").to_owned();
    let line = |line: &&str| {
        let [api, pipeline, route, status, media_type] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let status: u16 = status.parse().expect("a status");
        let mut line = json!({"api": api, "method": "GET", "route": route, "version": "-", "status": status, "media_type": media_type});
        if pipeline != "?" {
            line["pipeline"] = pipeline.into();
        }
        format!("{line}\n")
    };
    fs::write(path("seen"), lines.iter().map(line).collect::<String>()).expect("it can be written");
    fs::write(path("reasons"), "* 50* nothing fails").expect("it can be written");
    let (out, error) = run::<Osapi>(&["answers", &path("seen"), "--reasons", &path("reasons")]);
    (out + &error.map(|error| error.to_string()).unwrap_or_default()).replace(&path("seen"), "seen")
}

#[test]
fn answers_that_were_seen_are_those_of_the_pipeline_that_was_in_force() {
    let as_documented = answers(&[
        "Compute noauth2 /v2.1/words 200 text/plain",
        "Legacy keystone /v2/words 401 application/problem+json",
        "Open - /open/words 200 text/plain",
    ]);
    assert_eq!(as_documented, "3 answers of 3 operations are as documented, 6 are excused from being seen\n");

    let behind_both = answers(&[
        "Compute noauth2 /v2.1/words 401 application/problem+json",
        "Compute noauth2 /v2.1/words 200 text/plain",
        "Compute keystone /v2.1/words 200 text/plain",
        "Legacy ldap /v2/words 200 text/plain",
    ]);
    let expected = "words_index behind `noauth2`: 401 application/problem+json was seen, but is not documented (seen:1)\n\
                    seen:4: `ldap` chooses no pipeline of the API\n\
                    Compute words_index behind `keystone`: 401 application/problem+json is documented, but was never seen\n\
                    Legacy words_index behind `keystone`: 401 application/problem+json is documented, but was never seen\n\
                    4 findings in 3 answers; document what was seen, or see what is documented";
    assert_eq!(behind_both, expected);
}

#[test]
fn answers_of_lines_that_name_no_pipeline_are_those_of_the_first() {
    let told = answers(&[
        "Compute ? /v2.1/words 401 application/problem+json",
        "Compute ? /v2.1/words 200 text/plain",
        "Legacy ? /v2/words 401 application/problem+json",
    ]);
    assert_eq!(told, "3 answers of 3 operations are as documented, 6 are excused from being seen\n");
}

#[tokio::test]
async fn answers_are_held_against_the_documents_of_the_pipeline_that_is_chosen() {
    let checked = terrace_codegen::checked(TestClient::new(Compute::new(())));
    assert_eq!(checked.get("/v2.1/words").await.status(), 401);
    let parts = Parts::new(()).choose::<Compute>("auth_strategy", "noauth2").unwrap();
    let checked = terrace_codegen::checked(TestClient::<Compute>::with(parts));
    assert_eq!(checked.get("/v2.1/words").await.text(), "anybody");
}
