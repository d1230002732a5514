//! The API as it was before microversions, below `/v2`.

use serde_json::{Value, json};

use crate::{PROJECT, fresh, server};

fn flavor(name: &str) -> Value {
    json!({ "flavor": { "name": name, "ram": 1, "vcpus": 1, "disk": 0, "colour": "red" } })
}

#[tokio::test]
async fn what_is_not_known_is_passed_over() {
    let client = fresh().await;
    assert_eq!(client.post("/v2.1/flavors").json(&flavor("red")).await.status(), 400);
    assert_eq!(client.post("/v2/flavors").json(&flavor("red")).await.status(), 200);
    assert_eq!(client.get("/v2/flavors?colour=red").await.status(), 200);
}

#[tokio::test]
async fn versions_are_not_looked_at() {
    let client = fresh().await;
    for version in ["compute 2.104", "compute 9.9", "compute nonsense"] {
        let answer = client.get("/v2/flavors/1").header("openstack-api-version", version).await;
        assert_eq!((answer.status().as_u16(), answer.header("openstack-api-version")), (200, None), "{version}");
        assert!(answer.value()["flavor"].get("description").is_none(), "{version}: as 2.1 has it");
    }
}

#[tokio::test]
async fn it_is_another_way_to_the_same_things() {
    let client = fresh().await;
    let path = server(&client, "s").await;
    let old = path.replacen("/v2.1", "/v2", 1);
    let there = client.get(&old).await.value();
    let links = there["server"]["links"].as_array().expect("links");
    let ends_with = |at: usize, end: &str| links[at]["href"].as_str().is_some_and(|href| href.ends_with(end));
    assert!(ends_with(0, &old) && ends_with(1, old.trim_start_matches("/v2")), "{links:?}");
    let by_project = client.get(&old.replacen("/v2", &format!("/v2/{PROJECT}"), 1)).await;
    let link = by_project.value()["server"]["links"][0]["href"].as_str().map(str::to_owned);
    assert!(link.is_some_and(|link| link.contains(&format!("/v2/{PROJECT}/servers/"))), "{by_project:?}");
    assert_eq!(client.delete(&old).await.status(), 204);
}
