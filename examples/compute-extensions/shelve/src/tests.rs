//! The extension in an API that has servers and nothing else.

use std::time::Duration;

use compute_core::driver;
use compute_core::policies::ServerRules;
use compute_core::store::Seed;
use serde_json::{Value, json};
use terrace::filters::NoAuth;
use terrace::{Stop, TestClient};

use super::*;

pipeline! { Everybody: [NoAuth = NoAuth::default()] }

api! {
    struct Cloud(Nova) at "/v2.1";
    errors: openstack;
    negotiate: header("OpenStack-API-Version", service = "compute");
    pipeline: Everybody;
    policies: [BaseRules, ServerRules];
    controllers: [Servers];
    extensions: [Shelve];
}

/// A client of the API, and the path of a server that runs.
async fn running() -> (TestClient<Cloud>, String) {
    running_in(Store::in_memory(Seed::Classic).await.expect("a database in memory")).await
}

/// The same, of the service with this database.
async fn running_in(store: Store) -> (TestClient<Cloud>, String) {
    tokio::spawn(driver::run(store.clone(), Duration::ZERO, Stop::never()));
    let client = TestClient::new(Cloud::new(store));
    let client = client.header("x-auth-token", "admin:p").header("openstack-api-version", "compute 2.91");
    let new = json!({ "name": "web", "imageRef": "11111111-1111-4111-8111-111111111111", "flavorRef": "1", "networks": "auto" });
    let made = client.post("/v2.1/servers").json(&json!({ "server": new })).await.value();
    let path = format!("/v2.1/servers/{}", made["server"]["id"].as_str().expect("an id"));
    settled(&client, &path, "ACTIVE").await;
    (client, path)
}

/// Waits until a server is of this status.
async fn settled(client: &TestClient<Cloud>, path: &str, status: &str) -> Value {
    for _ in 0..500 {
        let server = client.get(path).await.value()["server"].take();
        if server["status"] == status {
            return server;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{path} did not become {status}");
}

/// Takes a server onto the shelf, and from its machine.
async fn offload(client: &TestClient<Cloud>, path: &str) {
    for (action, status) in [("shelve", "SHELVED"), ("shelveOffload", "SHELVED_OFFLOADED")] {
        assert_eq!(act(client, path, json!({ action: null })).await, 202);
        settled(client, path, status).await;
    }
}

async fn act(client: &TestClient<Cloud>, path: &str, action: Value) -> u16 {
    act_as("admin:p", client, path, action).await
}

async fn act_as(token: &str, client: &TestClient<Cloud>, path: &str, action: Value) -> u16 {
    let request = client.post(&format!("{path}/action")).header("x-auth-token", token);
    request.json(&action).await.status().as_u16()
}

async fn unshelve(client: &TestClient<Cloud>, path: &str, place: Value) -> u16 {
    act(client, path, json!({ "unshelve": place })).await
}

async fn unshelve_in(version: &str, client: &TestClient<Cloud>, path: &str, place: Value) -> u16 {
    let request = client.post(&format!("{path}/action")).header("openstack-api-version", format!("compute {version}"));
    request.json(&json!({ "unshelve": place })).await.status().as_u16()
}

#[tokio::test]
async fn a_server_goes_onto_the_shelf_and_from_its_machine_and_comes_back() {
    let (client, path) = running().await;
    assert_eq!(act(&client, &path, json!({ "unshelve": null })).await, 409);
    assert_eq!(act(&client, &path, json!({ "shelve": null })).await, 202);
    let shelved = settled(&client, &path, "SHELVED").await;
    assert_eq!(shelved["OS-EXT-SRV-ATTR:host"], "fakehost");
    assert_eq!(act(&client, &path, json!({ "shelve": null })).await, 409);

    assert_eq!(act(&client, &path, json!({ "shelveOffload": null })).await, 202);
    let offloaded = settled(&client, &path, "SHELVED_OFFLOADED").await;
    assert_eq!(offloaded["OS-EXT-SRV-ATTR:host"], Value::Null);
    let listed = client.get("/v2.1/servers?status=SHELVED_OFFLOADED").await.value();
    assert_eq!(listed["servers"].as_array().map(Vec::len), Some(1));

    assert_eq!(act(&client, &path, json!({ "unshelve": null })).await, 202);
    let back = settled(&client, &path, "ACTIVE").await;
    assert_eq!(back["OS-EXT-SRV-ATTR:host"], "fakehost");
}

#[tokio::test]
async fn a_place_is_for_what_is_on_no_machine() {
    let (client, path) = running().await;
    assert_eq!(act(&client, &path, json!({ "shelve": null })).await, 202);
    settled(&client, &path, "SHELVED").await;
    assert_eq!(unshelve(&client, &path, json!({ "availability_zone": "nova" })).await, 409);
    assert_eq!(act(&client, &path, json!({ "shelveOffload": null })).await, 202);
    settled(&client, &path, "SHELVED_OFFLOADED").await;
    assert_eq!(unshelve(&client, &path, json!({ "availability_zone": "mars" })).await, 400);
    assert_eq!(unshelve(&client, &path, json!({ "host": "nobody" })).await, 400);

    assert_eq!(unshelve(&client, &path, json!({ "availability_zone": "nova", "host": "fakehost" })).await, 202);
    settled(&client, &path, "ACTIVE").await;
    assert_eq!(act_as("jane:p", &client, &path, json!({ "shelveOffload": null })).await, 403);
    assert_eq!(act_as("jane:p", &client, &path, json!({ "unshelve": { "host": "fakehost" } })).await, 403);
}

#[tokio::test]
async fn a_place_has_a_zone_until_it_may_have_a_machine() {
    let (client, path) = running().await;
    offload(&client, &path).await;
    for refused in [json!({}), json!({ "availability_zone": null }), json!({ "availability_zone": "" })] {
        assert_eq!(unshelve_in("2.90", &client, &path, refused).await, 400);
    }
    assert_eq!(unshelve_in("2.90", &client, &path, json!({ "availability_zone": "mars" })).await, 400);
    assert_eq!(unshelve_in("2.77", &client, &path, json!({ "availability_zone": "nova" })).await, 202);
    let back = settled(&client, &path, "ACTIVE").await;
    assert_eq!(back["OS-EXT-AZ:availability_zone"], "nova");
}

#[tokio::test]
async fn a_place_of_nothing_is_none() {
    let (client, path) = running().await;
    assert_eq!(act(&client, &path, json!({ "shelve": null })).await, 202);
    settled(&client, &path, "SHELVED").await;
    assert_eq!(unshelve(&client, &path, json!({ "availability_zone": null })).await, 409);
    assert_eq!(unshelve(&client, &path, json!({})).await, 202);
    settled(&client, &path, "ACTIVE").await;
}

#[tokio::test]
async fn a_machine_is_in_the_zone() {
    let store = Store::in_memory(Seed::Classic).await.expect("a database in memory");
    let mut change = store.writer().begin().await.expect("a change");
    let other =
        "INSERT INTO hosts (name, service_id, hypervisor_id, updated) VALUES ('other', ?1, ?1, '2026-01-01T00:00:00Z')";
    sqlx::query(other).bind(Uuid::nil().hyphenated()).execute(&mut *change).await.expect("another machine");
    change.commit().await.expect("it is kept");
    let west = store.create_aggregate("w", Some("west")).await.expect("an aggregate");
    store.add_aggregate_host(west.number, "other").await.expect("the machine in it");

    let (client, path) = running_in(store).await;
    offload(&client, &path).await;
    assert_eq!(unshelve(&client, &path, json!({ "availability_zone": "west", "host": "fakehost" })).await, 409);
    assert_eq!(unshelve(&client, &path, json!({ "availability_zone": "west" })).await, 202);
    settled(&client, &path, "ACTIVE").await;

    // It keeps to that zone now, until it is told otherwise.
    offload(&client, &path).await;
    assert_eq!(unshelve(&client, &path, json!({ "host": "fakehost" })).await, 409);
    assert_eq!(unshelve(&client, &path, json!({ "availability_zone": null, "host": "fakehost" })).await, 202);
    settled(&client, &path, "ACTIVE").await;
}

#[tokio::test]
async fn a_locked_server_is_not_shelved() {
    let (client, path) = running().await;
    assert_eq!(act(&client, &path, json!({ "lock": null })).await, 202);
    assert_eq!(act(&client, &path, json!({ "shelve": null })).await, 409);
}
