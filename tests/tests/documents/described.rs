//! Types that serde reads and writes and utoipa describes.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use terrace::TestClient;
use terrace::prelude::*;
use terrace_codegen::{checked, document};
use utoipa::ToSchema;

use crate::run;

versions! { Atlas: "1", "2" }

/// A place on earth.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, ToSchema)]
struct Point {
    /// Degrees to the north.
    #[schema(minimum = -90, maximum = 90)]
    lat: f64,
    lon: f64,
}

/// What is drawn.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Drawing {
    Dot { at: Point, size: u8 },
    Line { through: Vec<Point> },
}

#[derive(Debug, Deserialize, Serialize, ToSchema)]
struct Area {
    name: String,
    #[schema(no_recursion)]
    parts: Vec<Area>,
    anything: Option<Value>,
}

/// A town.
#[model(versions = Atlas)]
struct Town {
    name: String,
    /// Where its middle is.
    #[schema(utoipa)]
    #[check(with = north)]
    at: Point,
    #[schema(utoipa)]
    harbour: Option<Point>,
    #[schema(utoipa)]
    #[serde(default)]
    bridges: Vec<Point>,
    #[schema(utoipa)]
    #[since(V2)]
    drawing: Option<Drawing>,
    #[schema(utoipa)]
    #[deprecated_since(V2)]
    area: Area,
    roads: Vec<Road>,
}

/// A road.
#[model]
struct Road(#[schema(utoipa)] HashMap<String, Point>);

/// What is at a place.
#[model]
enum Sight {
    At(#[schema(utoipa)] Point),
    Around {
        #[schema(utoipa)]
        middle: Point,
    },
}

fn north(point: &Point) -> Result<(), &'static str> {
    if point.lat < 0.0 { Err("this atlas is of the north") } else { Ok(()) }
}

/// Towns.
#[controller(path = "/towns", versions = Atlas)]
struct Towns;

#[routes]
impl Towns {
    /// Add a town.
    #[create(status = 200)]
    async fn create(&self, town: Json<Town>) -> Json<Town> {
        town
    }

    /// See a sight.
    #[post("/sights")]
    async fn see(&self, sight: Json<Sight>) -> Json<Sight> {
        sight
    }
}

api! {
    /// Maps.
    struct Maps(Atlas) at "/";
    negotiate: header("Atlas-Version");
    controllers: [Towns];
}

fn town() -> Value {
    json!({
        "name": "Riga",
        "at": { "lat": 56.9, "lon": 24.1 },
        "harbour": null,
        "bridges": [{ "lat": 56.9, "lon": 24.1 }],
        "drawing": { "kind": "line", "through": [{ "lat": 56.9, "lon": 24.1 }] },
        "area": { "name": "Riga", "parts": [{ "name": "Centrs", "parts": [], "anything": null }], "anything": [1] },
        "roads": [{ "A10": { "lat": 57.4, "lon": 21.6 } }],
    })
}

async fn sent(path: &str, version: &str, body: &Value) -> (u16, Value) {
    let client = checked(TestClient::new(Maps::new(())));
    let request = client.post(path).header("atlas-version", version).header("content-type", "application/json");
    let answer = request.body(body.to_string()).await;
    (answer.status().as_u16(), serde_json::from_str(answer.text()).expect("JSON"))
}

#[tokio::test]
async fn serde_reads_and_writes_them() {
    assert_eq!(sent("/towns", "2", &town()).await, (200, town()));
    for sight in
        [json!({ "At": { "lat": 1.0, "lon": 2.0 } }), json!({ "Around": { "middle": { "lat": 1.0, "lon": 2.0 } } })]
    {
        assert_eq!(sent("/towns/sights", "2", &sight).await, (200, sight));
    }
}

#[tokio::test]
async fn what_may_be_nothing_may_be_absent_and_has_its_default() {
    let mut least = town();
    for absent in ["harbour", "bridges", "drawing"] {
        least.as_object_mut().map(|town| town.remove(absent));
    }
    let (status, read) = sent("/towns", "2", &least).await;
    assert_eq!(
        (status, &read["harbour"], &read["bridges"], &read["drawing"]),
        (200, &Value::Null, &json!([]), &Value::Null)
    );
}

#[tokio::test]
async fn what_is_wrong_is_told_at_the_field() {
    let refused = async |field: &str, value: Option<Value>| {
        let mut town = town();
        match value {
            Some(value) => town[field] = value,
            None => drop(town.as_object_mut().map(|town| town.remove(field))),
        }
        let (status, problem) = sent("/towns", "2", &town).await;
        (status, problem["errors"][0]["pointer"].clone(), problem["errors"][0]["detail"].clone())
    };
    let at = |pointer: &str, detail: &str| (400, json!(pointer), json!(detail));
    assert_eq!(refused("at", Some(json!({ "lat": 1.0 }))).await, at("/at", "missing field `lon`"));
    assert_eq!(refused("at", None).await, at("", "missing field `at`"));
    assert_eq!(refused("at", Some(json!({ "lat": -1.0, "lon": 0.0 }))).await, at("/at", "this atlas is of the north"));
    assert_eq!(refused("bridges", Some(json!([7]))).await.1, json!("/bridges"));
    assert_eq!(refused("roads", Some(json!([{ "a": {} }]))).await, at("/roads/0", "missing field `lat`"));
}

#[tokio::test]
async fn a_version_has_them_like_all_fields() {
    let mut first = town();
    first.as_object_mut().map(|town| town.remove("drawing"));
    assert_eq!(sent("/towns", "1", &first).await, (200, first));
    assert_eq!(sent("/towns", "1", &town()).await.0, 400);
}

#[test]
fn documents_say_what_utoipa_says() {
    let schemas = |version| {
        let document: Value =
            serde_json::from_str(&document::<Maps>(Some(version)).expect("a document")).expect("JSON");
        document["components"]["schemas"].clone()
    };
    let point = json!({ "$ref": "#/components/schemas/Point" });
    let second = schemas(Atlas::V2);
    let town = &second["TownInput"];
    assert_eq!(town["required"], json!(["name", "at", "area", "roads"]));
    assert_eq!(second["Town"]["required"], json!(["name", "at", "harbour", "bridges", "drawing", "area", "roads"]));
    let at = &town["properties"]["at"];
    assert_eq!(at["description"], "Where its middle is");
    assert_eq!(
        at["properties"]["lat"],
        json!({ "type": "number", "format": "double", "description": "Degrees to the north.", "minimum": -90, "maximum": 90 })
    );
    assert_eq!(town["properties"]["harbour"]["oneOf"][0], json!({ "type": "null" }));
    assert_eq!(town["properties"]["bridges"]["default"], json!([]));
    assert_eq!(town["properties"]["area"]["deprecated"], true);
    assert_eq!(
        town["properties"]["roads"],
        json!({ "type": "array", "items": { "$ref": "#/components/schemas/Road" } })
    );
    assert_eq!(second["Road"]["additionalProperties"]["required"], json!(["lat", "lon"]));
    // What utoipa refers to is there, also a type that refers to itself.
    assert_eq!(second["Point"]["required"], json!(["lat", "lon"]));
    assert_eq!(second["Area"]["properties"]["parts"]["items"], json!({ "$ref": "#/components/schemas/Area" }));
    assert_eq!(town["properties"]["drawing"]["oneOf"][1]["oneOf"][1]["properties"]["through"]["items"], point);
    // And not where nothing refers to it.
    assert_eq!(schemas(Atlas::V1)["TownInput"]["properties"].get("drawing"), None);
    assert_eq!(schemas(Atlas::V1).get("Point"), None);
}

mod other {
    use super::*;

    /// Has the name of what utoipa lists.
    #[model]
    pub(super) struct Point {
        x: u8,
    }

    #[controller(path = "/points")]
    pub(super) struct Points;

    #[routes]
    impl Points {
        #[create]
        async fn create(&self, point: Json<Point>) -> Json<Line> {
            let _ = point.0.x;
            Json(Line { drawing: Drawing::Line { through: Vec::new() } })
        }
    }

    #[model]
    struct Line {
        #[schema(utoipa)]
        drawing: Drawing,
    }

    api! {
        pub(super) struct Clash at "/";
        controllers: [Points];
    }
}

#[test]
fn a_name_that_a_model_has_too_is_told() {
    let (_, error) = run::<other::Clash>(&["check"]);
    let error = error.expect("an error").to_string();
    let parts = [
        "two types claim the schema name `Point`: `documents::described::other::Point` (tests/tests/documents/described.rs:",
        ") and one in `Drawing`, which utoipa describes (tests/tests/documents/described.rs:",
        ")\nhelp: rename one in documents: `#[model(name = \"…\")]`, or `#[schema(as = …)]` for utoipa",
    ];
    let mut rest = error.as_str();
    for part in parts {
        rest = rest.split_once(part).unwrap_or_else(|| panic!("{error} does not say {part}")).1;
    }
}
