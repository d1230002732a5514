//! Aggregates.

use serde_json::{Value, json};
use terrace::{TestClient, TestResponse};

use crate::{IMAGE, NOBODY, Osapi, at, fault, fresh, text};

const PATH: &str = "/v2.1/os-aggregates";

#[tokio::test]
async fn one_is_made_changed_and_deleted() {
    let client = fresh().await;
    let made = create(&client, json!({ "name": "a", "availability_zone": "z" })).await;
    assert_eq!((made.status().as_u16(), &made.value()["aggregate"]["id"]), (200, &json!(1)));
    assert_eq!(made.value()["aggregate"].get("hosts"), None);
    assert_eq!(made.value()["aggregate"].get("uuid"), None);
    let shown = at(client.get(&format!("{PATH}/1")), "2.41").await.value()["aggregate"].take();
    assert_eq!(text(&shown["uuid"]).len(), 36);
    assert_eq!((&shown["hosts"], &shown["metadata"]), (&json!([]), &json!({ "availability_zone": "z" })));

    let changed = client.put(&format!("{PATH}/1")).json(&json!({ "aggregate": { "name": "b" } })).await;
    assert_eq!(changed.value()["aggregate"]["name"], "b");
    let without = json!({ "aggregate": { "availability_zone": null } });
    let changed = client.put(&format!("{PATH}/1")).json(&without).await;
    assert_eq!(changed.value()["aggregate"]["availability_zone"], Value::Null);
    let said = json!({ "set_metadata": { "metadata": { "k": "v", "l": null } } });
    let said = act(&client, said).await;
    assert_eq!(said.value()["aggregate"]["metadata"], json!({ "k": "v" }));
    assert_eq!(client.get(PATH).await.value()["aggregates"][0], said.value()["aggregate"]);

    let answer = client.delete(&format!("{PATH}/1")).await;
    assert_eq!((answer.status().as_u16(), answer.text()), (200, ""));
    let message = "Aggregate 1 could not be found.";
    fault(&client.delete(&format!("{PATH}/1")).await, 404, "itemNotFound", message);
}

#[tokio::test]
async fn machines_come_and_go() {
    let client = fresh().await;
    create(&client, json!({ "name": "a" })).await;
    let add = || json!({ "add_host": { "host": "fakehost" } });
    assert_eq!(act(&client, add()).await.value()["aggregate"]["hosts"], json!(["fakehost"]));
    fault(&act(&client, add()).await, 409, "conflictingRequest", "Aggregate 1 already has host fakehost.");
    let full = client.delete(&format!("{PATH}/1")).await;
    fault(&full, 400, "badRequest", "Cannot remove host aggregate 1. Reason: Host aggregate is not empty.");
    let unknown = act(&client, json!({ "add_host": { "host": "no" } })).await;
    fault(&unknown, 404, "itemNotFound", "Compute host no could not be found.");
    let remove = || json!({ "remove_host": { "host": "fakehost" } });
    assert_eq!(act(&client, remove()).await.value()["aggregate"]["hosts"], json!([]));
    fault(&act(&client, remove()).await, 404, "itemNotFound", "Aggregate 1 has no host fakehost.");
}

#[tokio::test]
async fn a_wrong_one_is_refused() {
    let client = fresh().await;
    create(&client, json!({ "name": "a" })).await;
    fault(&create(&client, json!({ "name": "a" })).await, 409, "conflictingRequest", "Aggregate a already exists.");
    create(&client, json!({ "name": "b" })).await;
    let taken = client.put(&format!("{PATH}/1")).json(&json!({ "aggregate": { "name": "b" } })).await;
    fault(&taken, 409, "conflictingRequest", "Aggregate b already exists.");
    for aggregate in [json!({}), json!({ "name": " b" }), json!({ "name": "b", "availability_zone": "a:b" })] {
        assert_eq!(create(&client, aggregate.clone()).await.status(), 400, "{aggregate}");
    }
    assert_eq!(client.put(&format!("{PATH}/1")).json(&json!({ "aggregate": {} })).await.status(), 400);
    let message = "Invalid input received: id must be an integer";
    fault(&client.get(&format!("{PATH}/abc")).await, 400, "badRequest", message);
}

#[tokio::test]
async fn images_are_kept_at_hand_from_2_81_on() {
    let client = fresh().await;
    create(&client, json!({ "name": "a" })).await;
    let cache = async |version, image| {
        let images = json!({ "cache": [{ "id": image }] });
        at(client.post(&format!("{PATH}/1/images")), version).json(&images).await.status().as_u16()
    };
    assert_eq!(cache("2.80", IMAGE).await, 404);
    assert_eq!(cache("2.81", IMAGE).await, 202);
    assert_eq!(cache("2.81", NOBODY).await, 400);
}

async fn create(client: &TestClient<Osapi>, aggregate: Value) -> TestResponse {
    client.post(PATH).json(&json!({ "aggregate": aggregate })).await
}

async fn act(client: &TestClient<Osapi>, action: Value) -> TestResponse {
    client.post(&format!("{PATH}/1/action")).json(&action).await
}
