//! What other crates add to a model: fields with a namespace, in the APIs that list them.

use terrace::prelude::*;
use terrace::{Addition, TestClient, TestResponse};

versions! { Releases: "1", "2", "3" }

/// A virtual machine.
#[model(versions = Releases, open)]
#[derive(Clone, Debug, PartialEq, Eq)]
struct Server {
    #[check(length = 1..=5)]
    name: String,
    extra: Extra<Server>,
}

/// Where it stands, as far as `acme` knows.
#[model(versions = Releases, extends = Server, prefix = "ACME")]
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rack {
    #[check(range = 1..=9)]
    row: u8,
    #[since(V2)]
    note: Option<String>,
    #[read_only]
    seen: Option<u32>,
}

#[model(versions = Releases, extends = Server, prefix = "OS-SCH-HNT", since = V2)]
#[derive(Clone, Debug, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
struct Hints {
    same_host: Option<String>,
}

/// A model around one that is open.
#[model(versions = Releases)]
struct Rooms {
    first: Box<Server>,
    others: Vec<Server>,
}

#[controller(path = "/servers", versions = Releases, one = "server")]
struct Servers;

#[routes]
impl Servers {
    #[create(status = 200)]
    async fn create(&self, server: Json<Server>) -> Json<Server> {
        server
    }

    #[get("/rack")]
    async fn rack(&self) -> Json<Server> {
        let mut server = Server { name: "web".to_owned(), extra: Extra::default() };
        server.extra.insert(Hints { same_host: Some("a".to_owned()) });
        server.extra.insert(Rack { row: 7, note: Some("hot".to_owned()), seen: Some(1) });
        Json(server)
    }

    #[post("/row")]
    async fn row(&self, server: Json<Server>) -> String {
        let row = server.extra.get::<Rack>().map(|rack| rack.row);
        let hints = server.extra.get::<Hints>().map(|hints| hints.same_host.clone());
        format!("{row:?} {hints:?}")
    }

    #[post("/rooms", envelope = none)]
    async fn rooms(&self, rooms: Json<Rooms>) -> Json<Rooms> {
        rooms
    }
}

api! {
    struct Both(Releases) at "/";
    negotiate: header("Version");
    additions: [Rack, Hints];
    controllers: [Servers];
}

api! {
    struct Lenient(Releases) at "/";
    negotiate: header("Version");
    unknown_fields: drop;
    additions: [Hints];
    controllers: [Servers];
}

api! {
    struct Plain(Releases) at "/";
    negotiate: header("Version");
    controllers: [Servers];
}

async fn get<A: terrace::Application>(api: A, version: &str) -> String {
    TestClient::new(api).get("/servers/rack").header("version", version).await.text().to_owned()
}

async fn post<A: terrace::Application>(api: A, path: &str, version: &str, body: &'static str) -> TestResponse {
    let client = TestClient::new(api);
    client.post(path).header("version", version).header("content-type", "application/json").body(body).await
}

#[tokio::test]
async fn what_an_api_adds_is_written_behind_the_models_own_fields() {
    let first = r#"{"server":{"name":"web","ACME:row":7,"ACME:seen":1}}"#;
    assert_eq!(get(Both::new(()), "1").await, first);
    let second = r#"{"server":{"name":"web","ACME:row":7,"ACME:note":"hot","ACME:seen":1,"OS-SCH-HNT:sameHost":"a"}}"#;
    assert_eq!(get(Both::new(()), "2").await, second);
    assert_eq!(get(Lenient::new(()), "1").await, r#"{"server":{"name":"web"}}"#);
    assert_eq!(get(Lenient::new(()), "3").await, r#"{"server":{"name":"web","OS-SCH-HNT:sameHost":"a"}}"#);
    assert_eq!(get(Plain::new(()), "3").await, r#"{"server":{"name":"web"}}"#);
}

#[tokio::test]
async fn what_an_api_adds_is_read_by_its_type() {
    let row = |api, version, body| async move { post(api, "/servers/row", version, body).await.text().to_owned() };
    assert_eq!(row(Both::new(()), "1", r#"{"server":{"ACME:row":7,"name":"web"}}"#).await, "Some(7) None");
    let second = r#"{"server":{"name":"web","OS-SCH-HNT:sameHost":"a","ACME:row":7}}"#;
    assert_eq!(row(Both::new(()), "2", second).await, "Some(7) Some(Some(\"a\"))");
    assert_eq!(row(Both::new(()), "2", r#"{"server":{"name":"web","ACME:row":7}}"#).await, "Some(7) Some(None)");
    let echoed = post(Both::new(()), "/servers", "2", second).await;
    let written =
        r#"{"server":{"name":"web","ACME:row":7,"ACME:note":null,"ACME:seen":null,"OS-SCH-HNT:sameHost":"a"}}"#;
    assert_eq!(echoed.text(), written);
}

#[tokio::test]
async fn what_is_wrong_with_it_is_told_with_its_place() {
    let check = |version, body, expected: &'static str| async move {
        let answer = post(Both::new(()), "/servers", version, body).await;
        assert_eq!(answer.status(), 400, "{answer:?}");
        assert!(answer.text().contains(expected), "{answer:?}");
    };
    check("2", r#"{"server":{"name":"web"}}"#, "missing field `ACME:row`").await;
    check("2", r#"{"server":{"name":"web","ACME:row":"x"}}"#, r#""pointer":"/server/ACME:row""#).await;
    check("2", r#"{"server":{"name":"web","ACME:row":1,"ACME:row":2}}"#, "the field is there twice").await;
    check("2", r#"{"server":{"name":"web","ACME:row":1,"ACME:seen":2}}"#, "the field `ACME:seen` is read-only").await;
    let broken = r#"{"server":{"name":"","ACME:row":10}}"#;
    check("2", broken, r#""pointer":"/server/name""#).await;
    check("2", broken, r#""pointer":"/server/ACME:row""#).await;
    let early = r#"{"server":{"name":"web","ACME:row":1,"ACME:note":"x"}}"#;
    check("1", early, "unknown field `ACME:note`, the fields are `name`, `ACME:row`").await;
    let later = r#"{"server":{"name":"web","ACME:row":1,"OS-SCH-HNT:sameHost":"x"}}"#;
    check("1", later, "unknown field `OS-SCH-HNT:sameHost`, the fields are `name`, `ACME:row`").await;
    check("2", r#"{"server":{"name":"web","ACME:row":1,"ACME:raw":1}}"#, "`ACME:note`, `OS-SCH-HNT:sameHost`").await;
}

#[tokio::test]
async fn what_another_api_adds_is_unknown() {
    let body = r#"{"server":{"name":"web","ACME:row":7,"OS-SCH-HNT:sameHost":"a"}}"#;
    let refused = post(Plain::new(()), "/servers", "2", body).await;
    assert_eq!(refused.status(), 400);
    assert!(refused.text().contains("unknown field `ACME:row`, the only field is `name`"), "{refused:?}");
    let dropped = post(Lenient::new(()), "/servers", "2", body).await;
    assert_eq!(dropped.text(), r#"{"server":{"name":"web","OS-SCH-HNT:sameHost":"a"}}"#);
    let dropped = post(Lenient::new(()), "/servers", "1", body).await;
    assert_eq!(dropped.text(), r#"{"server":{"name":"web"}}"#);
}

#[tokio::test]
async fn a_model_is_open_wherever_it_stands() {
    let racked = r#"{"name":"a","ACME:row":1,"ACME:seen":null}"#;
    let rooms = format!(r#"{{"first":{racked},"others":[{racked}]}}"#);
    let body = r#"{"first":{"name":"a","ACME:row":1},"others":[{"name":"a","ACME:row":1}]}"#;
    let answer = post(Both::new(()), "/servers/rooms", "1", body).await;
    assert_eq!(answer.text(), rooms);
    let body = r#"{"first":{"name":"a","ACME:row":1},"others":[{"name":"a","ACME:row":0}]}"#;
    let answer = post(Both::new(()), "/servers/rooms", "1", body).await;
    assert!(answer.text().contains(r#""pointer":"/others/0/ACME:row""#), "{answer:?}");
}

#[test]
fn outside_of_a_request_nothing_is_added() {
    let server: Server = terrace::json::read(br#"{"name": "web"}"#, None).expect("it has all of its own fields");
    assert!(server.extra.get::<Rack>().is_none());
    let mut racked = server;
    racked.extra.insert(Rack { row: 7, note: None, seen: None });
    assert_eq!(terrace::json::write(&racked, None).expect("JSON"), r#"{"name":"web"}"#);
    let added = terrace::json::read::<Server>(br#"{"name": "web", "ACME:row": 7}"#, None);
    assert_eq!(
        added.map_err(|error| error.to_string()),
        Err("/ACME:row: unknown field `ACME:row`, the only field is `name`".to_owned())
    );
    let rack: Rack = terrace::json::read(br#"{"ACME:row": 7}"#, None).expect("an addition is a model");
    assert_eq!(rack.row, 7);
}

#[test]
fn slots_are_equal_where_they_hold_the_same() {
    let with = |row| {
        let mut extra: Extra<Server> = Extra::default();
        extra.insert(Rack { row, note: None, seen: None });
        extra
    };
    assert_eq!(with(1), with(1));
    assert_ne!(with(1), with(2));
    assert_ne!(with(1), Extra::default());
    let mut replaced = with(1);
    replaced.insert(Rack { row: 2, note: None, seen: None });
    assert_eq!(replaced, with(2));
    replaced.insert(Hints { same_host: None });
    assert_ne!(replaced, with(2));
    assert_eq!(replaced.clone(), replaced);
    assert!(!format!("{replaced:?}").contains('2'), "{replaced:?}");
    assert_eq!(size_of::<Extra<Server>>(), size_of::<usize>());
}

/// Anything that is added to servers can be named by its trait.
fn is_addition<A: Addition<Of = Server>>() {}

#[test]
fn additions_know_what_they_add_to() {
    is_addition::<Rack>();
    is_addition::<Hints>();
}
