//! Flavors.

use serde_json::{Value, json};
use terrace::TestClient;

use crate::{Osapi, PROJECT, each, fault, fresh};

#[tokio::test]
async fn a_fresh_database_has_the_classic_ones() {
    let client = fresh().await;
    let listed = client.get("/v2.1/flavors").await.value();
    assert_eq!(each(&listed["flavors"], "name"), ["m1.tiny", "m1.small", "m1.medium", "m1.large", "m1.xlarge"]);
    assert_eq!(listed["flavors"][0].as_object().map(|flavor| flavor.len()), Some(3));

    let detailed = client.get("/v2.1/flavors/detail?is_public=None").await.value();
    let shown = client.get("/v2.1/flavors/1").await.value();
    assert_eq!(detailed["flavors"][0], shown["flavor"]);
}

#[tokio::test]
async fn one_is_shown_with_its_links() {
    let answer = fresh().await.get(&format!("/v2.1/{PROJECT}/flavors/1")).header("host", "compute.example").await;
    let expected = json!({
        "id": "1",
        "name": "m1.tiny",
        "ram": 512,
        "vcpus": 1,
        "disk": 1,
        "OS-FLV-EXT-DATA:ephemeral": 0,
        "swap": "",
        "rxtx_factor": 1.0,
        "os-flavor-access:is_public": true,
        "OS-FLV-DISABLED:disabled": false,
        "links": [
            { "rel": "self", "href": format!("http://compute.example/v2.1/{PROJECT}/flavors/1") },
            { "rel": "bookmark", "href": format!("http://compute.example/{PROJECT}/flavors/1") },
        ],
    });
    assert_eq!((answer.status().as_u16(), answer.value()), (200, json!({ "flavor": expected })));
}

#[tokio::test]
async fn one_that_is_not_there_is_not_found() {
    let client = fresh().await;
    let message = "Flavor m1.tiny could not be found.";
    fault(&client.get("/v2.1/flavors/m1.tiny").await, 404, "itemNotFound", message);
    fault(&client.get("/v2.1/flavors/m1.tiny/os-extra_specs").await, 404, "itemNotFound", message);
    fault(&client.delete("/v2.1/flavors/m1.tiny").await, 404, "itemNotFound", message);
}

#[tokio::test]
async fn one_is_made_and_deleted() {
    let client = fresh().await;
    let made = create(&client, json!({ "name": "big", "id": "b", "ram": 1, "vcpus": 2, "disk": 3, "swap": 4 })).await;
    assert_eq!(made.status(), 200, "{made:?}");
    assert_eq!(made.value()["flavor"]["swap"], 4);
    assert_eq!(client.get("/v2.1/flavors/b").await.value(), made.value());

    assert_eq!(client.delete("/v2.1/flavors/b").await.status(), 202);
    assert_eq!(client.get("/v2.1/flavors/b").await.status(), 404);
}

#[tokio::test]
async fn an_id_is_chosen_where_none_is_given() {
    let client = fresh().await;
    for (name, id) in [("one", Value::Null), ("two", json!("auto"))] {
        let made = create(&client, json!({ "name": name, "id": id, "ram": 1, "vcpus": 1, "disk": 0 })).await;
        assert_eq!(made.value()["flavor"]["id"].as_str().map(str::len), Some(36), "{made:?}");
    }
}

#[tokio::test]
async fn an_id_or_a_name_that_is_taken_is_a_conflict() {
    let client = fresh().await;
    let answer = create(&client, json!({ "name": "m1.tiny", "ram": 1, "vcpus": 1, "disk": 1 })).await;
    fault(&answer, 409, "conflictingRequest", "Flavor with name m1.tiny already exists.");
    let answer = create(&client, json!({ "name": "big", "id": "1", "ram": 1, "vcpus": 1, "disk": 1 })).await;
    fault(&answer, 409, "conflictingRequest", "Flavor with ID 1 already exists.");
}

#[tokio::test]
async fn a_wrong_body_is_refused() {
    let client = fresh().await;
    for flavor in [
        json!({}),
        json!({ "name": "", "ram": 1, "vcpus": 1, "disk": 1 }),
        json!({ "name": "n", "ram": 0, "vcpus": 1, "disk": 1 }),
        json!({ "name": "n", "ram": 1.5, "vcpus": 1, "disk": 1 }),
        json!({ "name": "n", "ram": 1, "vcpus": 1, "disk": 1, "bogus": 1 }),
        json!({ "name": "n", "ram": 1, "vcpus": 1, "disk": 1, "id": "a/b" }),
    ] {
        let answer = create(&client, flavor.clone()).await;
        assert_eq!((answer.status().as_u16(), &answer.value()["badRequest"]["code"]), (400, &json!(400)), "{flavor}");
    }
    let answer = client.post("/v2.1/flavors").body("{").await;
    fault(&answer, 400, "badRequest", "Malformed request body");
    let answer = client.post("/v2.1/flavors").header("content-type", "application/xml").body("<flavor/>").await;
    fault(&answer, 415, "badMediaType", "Unsupported Content-Type");
}

#[tokio::test]
async fn a_list_is_filtered() {
    let client = fresh().await;
    let private =
        json!({ "name": "p", "id": "p", "ram": 1, "vcpus": 1, "disk": 1, "os-flavor-access:is_public": false });
    assert_eq!(create(&client, private).await.status(), 200);

    let check = async |query: &str, expected: &[&str]| {
        let listed = client.get(&format!("/v2.1/flavors?{query}")).await.value();
        assert_eq!(each(&listed["flavors"], "id"), expected, "{query}");
    };
    check("", &["1", "2", "3", "4", "5"]).await;
    check("is_public=True", &["1", "2", "3", "4", "5"]).await;
    check("is_public=False", &["p"]).await;
    check("is_public=None", &["1", "2", "3", "4", "5", "p"]).await;
    check("minRam=4096&minDisk=80", &["4", "5"]).await;
    check("sort_key=memory_mb&sort_dir=desc&minDisk=40", &["5", "4", "3"]).await;
    check("sort_key=name&limit=2", &["4", "3"]).await;
    check("sort_key=name&limit=2&marker=3", &["2", "1"]).await;
}

#[tokio::test]
async fn a_long_list_comes_in_pages() {
    let client = fresh().await;
    let page = client.get("/v2.1/flavors?limit=2&minRam=2048").header("host", "compute.example").await.value();
    assert_eq!(each(&page["flavors"], "id"), ["2", "3"]);
    let next = "http://compute.example/v2.1/flavors?limit=2&minRam=2048&marker=3";
    assert_eq!(page["flavors_links"], json!([{ "rel": "next", "href": next }]));

    let last = client.get("/v2.1/flavors?limit=3&marker=3").await.value();
    assert_eq!((each(&last["flavors"], "id"), last.get("flavors_links")), (vec!["4", "5"], None));
    assert_eq!(client.get("/v2.1/flavors?limit=0").await.value(), json!({ "flavors": [] }));
    fault(&client.get("/v2.1/flavors?marker=nope").await, 400, "badRequest", "marker [nope] not found");
}

async fn create(client: &TestClient<Osapi>, flavor: Value) -> terrace::TestResponse {
    client.post("/v2.1/flavors").json(&json!({ "flavor": flavor })).await
}
