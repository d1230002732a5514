//! The API without a socket, on a database in memory, held against its documents. One module for each resource.

mod aggregates;
mod availability_zones;
mod discovery;
mod extensions;
mod extra_specs;
mod flavor_access;
mod flavors;
mod hypervisors;
mod identity;
mod images;
mod kept;
mod keypairs;
mod legacy;
mod limits;
mod machines;
mod matrix;
mod metadata;
mod policies;
mod quotas;
mod refusals;
mod removed;
mod server_groups;
mod servers;
mod services;
mod tags;
mod versions;

use std::time::Duration;

use compute::store::{Seed, Store};
use compute::{Osapi, State, driver};
use serde_json::{Value, json};
use terrace::{Stop, TestClient, TestRequest, TestResponse};
use terrace_codegen::checked;

/// The one image of a fresh database.
const IMAGE: &str = "11111111-1111-4111-8111-111111111111";

/// The project that most requests are of.
const PROJECT: &str = "00000000000040008000000000000001";

/// The token of an administrator in that project.
const ADMINISTRATOR: &str = "admin:00000000000040008000000000000001";

/// The token of a member of that project.
const MEMBER: &str = "jane:00000000000040008000000000000001";

/// The token of a member of another project.
const STRANGER: &str = "joan:00000000000040008000000000000003";

/// An id that nothing has.
const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

/// The service on a fresh database, asked by an administrator. Its machines take no time.
async fn fresh() -> TestClient<Osapi> {
    with_delay(Duration::ZERO).await
}

/// The service on a fresh database. Its machines never come to an end with anything.
async fn stuck() -> TestClient<Osapi> {
    with_delay(Duration::from_secs(3600)).await
}

async fn with_delay(delay: Duration) -> TestClient<Osapi> {
    let store = Store::in_memory(Seed::Classic).await.expect("a database in memory");
    tokio::spawn(driver::run(store.clone(), delay, Stop::never()));
    client(store).await
}

/// The service on a database, asked by an administrator where a request does not say otherwise.
async fn client(store: Store) -> TestClient<Osapi> {
    anonymous(store).await.header("x-auth-token", ADMINISTRATOR)
}

/// The service on a database, asked by nobody where a request does not say otherwise.
async fn anonymous(store: Store) -> TestClient<Osapi> {
    checked(TestClient::new(Osapi::new(State::new(store).await.expect("its tables"))))
}

/// Makes a server of this name with the label `k`, and returns its path.
async fn server(client: &TestClient<Osapi>, name: &str) -> String {
    let new = json!({ "name": name, "imageRef": IMAGE, "flavorRef": "1", "metadata": { "k": "v" } });
    let answer = client.post("/v2.1/servers").json(&json!({ "server": new })).await;
    assert_eq!(answer.status(), 202, "{answer:?}");
    format!("/v2.1/servers/{}", text(&answer.value()["server"]["id"]))
}

/// Makes a server and waits until it runs.
async fn active_server(client: &TestClient<Osapi>, name: &str) -> String {
    let path = server(client, name).await;
    settled(client, &path, "ACTIVE").await;
    path
}

/// Waits until a server is of this status and nothing is being done to it.
async fn settled(client: &TestClient<Osapi>, path: &str, status: &str) -> Value {
    for _ in 0..500 {
        let server = client.get(path).await.value()["server"].take();
        if server["status"] == status && server["OS-EXT-STS:task_state"].is_null() {
            return server;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{path} did not become {status}");
}

/// A request of whoever has a token.
fn of(request: TestRequest, token: &str) -> TestRequest {
    request.header("x-auth-token", token)
}

/// A request in a microversion.
fn at(request: TestRequest, version: &str) -> TestRequest {
    request.header("openstack-api-version", format!("compute {version}"))
}

/// Asserts that an answer is this fault.
#[track_caller]
fn fault(answer: &TestResponse, status: u16, kind: &str, message: &str) {
    assert_eq!(answer.status(), status, "{answer:?}");
    assert_eq!(answer.value(), json!({ kind: { "code": status, "message": message } }));
}

/// What is under `key` in each of some objects.
fn each<'v>(list: &'v Value, key: &str) -> Vec<&'v str> {
    list.as_array().expect("a list").iter().map(|item| text(&item[key])).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}
