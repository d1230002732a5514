//! What every operation answers without its handler, or where that fails: each is asked once in each way, as its document says.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::LazyLock;
use std::task::{Context, Poll};
use std::time::Duration;

use compute::store::{Seed, Store};
use compute::{Compute, Document, Nova, Osapi};
use http_body::Frame;
use serde_json::{Value, json};
use terrace::{Body, Bytes, Limits, TestClient, TestRequest, Versions};

use crate::{IMAGE, NOBODY, PROJECT, anonymous, client, fresh};

/// An operation, and a request that it takes, of something that is not there.
#[derive(Clone)]
struct Operation {
    id: String,
    method: String,
    path: String,
    /// A version that has it.
    version: &'static str,
    is_versioned: bool,
    /// Whether its path has variables.
    names_something: bool,
    body: Option<Value>,
}

/// The operations that no database is asked for.
const WITHOUT_DATABASE: [&str; 15] = [
    "console_tokens_show",
    "extensions_index",
    "extensions_show",
    "floating_ip_pools_index",
    "floating_ips_index",
    "floating_ips_show",
    "migrations_index",
    "migrations_search",
    "services_act",
    "services_update",
    "tenant_usage_index",
    "tenant_usage_show",
    "version_show",
    "version_show_at_mount_2",
    "versions_show",
];

/// Those that answer for every name, or refuse what is no name of theirs.
const OF_ANY_NAME: [&str; 9] = [
    "quota_classes_show",
    "quota_classes_update",
    "quotas_defaults",
    "quotas_delete",
    "quotas_detail",
    "quotas_show",
    "quotas_update",
    "services_update",
    "tenant_usage_show",
];

/// All of them, once below each path that is no other mount's.
fn operations() -> &'static [Operation] {
    static ALL: LazyLock<Vec<Operation>> = LazyLock::new(find);
    &ALL
}

fn find() -> Vec<Operation> {
    let mut found: Vec<Operation> = Vec::new();
    for version in Nova::SET.iter() {
        let documents = [terrace_codegen::document::<Compute>, terrace_codegen::document::<Document>];
        let read = |text: String| serde_json::from_str::<Value>(&text).expect("JSON")["paths"].take();
        let documents = documents.map(|print| read(print(Some(version)).expect("no two types of one name")));
        let paths = documents.iter().flat_map(|paths| paths.as_object().expect("paths"));
        for (path, methods) in paths.filter(|(path, _)| !path.contains("{project_id}")) {
            for (method, operation) in methods.as_object().expect("operations by method") {
                let id = operation["operationId"].as_str().expect("an id").to_owned();
                if found.iter().all(|known| known.id != id) {
                    found.push(Operation::of(id, method, path, version.label(), operation));
                }
            }
        }
    }
    found
}

impl Operation {
    fn of(id: String, method: &str, path: &str, version: &'static str, operation: &Value) -> Operation {
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        let mut path = path.to_owned();
        for parameter in parameters.iter().filter(|parameter| parameter["in"] == "path") {
            let value = if parameter["schema"]["format"] == "uuid" { NOBODY } else { "1" };
            path = path.replace(&format!("{{{}}}", parameter["name"].as_str().expect("a name")), value);
        }
        let is_versioned = parameters.iter().any(|parameter| parameter.get("$ref").is_some());
        let names_something = parameters.iter().any(|parameter| parameter["in"] == "path");
        let body = operation.get("requestBody").map(|_| body(&id));
        Operation { id, method: method.to_uppercase(), path, version, is_versioned, names_something, body }
    }

    /// Whether it is one of the version documents that need no token.
    fn is_open(&self) -> bool {
        self.id.starts_with("version_show")
    }

    /// Whether it is a version document, which is of no project.
    fn is_of_versions(&self) -> bool {
        self.is_open() || self.id == "versions_show"
    }

    /// The same below another mount.
    fn below(&self, mount: &str) -> Operation {
        Operation { path: self.path.replacen("/v2.1", mount, 1), ..self.clone() }
    }

    fn request(&self, client: &TestClient<Osapi>, version: &str) -> TestRequest {
        let method = self.method.parse().expect("a method");
        client.request(method, &self.path).header("openstack-api-version", format!("compute {version}"))
    }

    /// A request that reaches its handler.
    fn right(&self, client: &TestClient<Osapi>) -> TestRequest {
        let request = self.request(client, self.version);
        match &self.body {
            Some(body) => request.json(body),
            None => request,
        }
    }

    /// A request with another body than a right one's.
    fn with_body(&self, client: &TestClient<Osapi>, content_type: &str, body: impl Into<Body>) -> TestRequest {
        self.request(client, self.version).header("content-type", content_type).body(body)
    }
}

/// A body that an operation takes.
fn body(operation: &str) -> Value {
    let server = json!({ "name": "web", "imageRef": IMAGE, "flavorRef": "1" });
    match operation {
        "flavors_create" => json!({ "flavor": { "name": "small", "ram": 64, "vcpus": 1, "disk": 1 } }),
        "flavors_update" => json!({ "flavor": { "description": "small" } }),
        "flavors_action" => json!({ "addTenantAccess": { "tenant": "p" } }),
        "aggregates_create" | "aggregates_update" => json!({ "aggregate": { "name": "ssd" } }),
        "aggregates_action" => json!({ "remove_host": { "host": "fakehost" } }),
        "aggregates_cache_images" => json!({ "cache": [{ "id": IMAGE }] }),
        "external_events_create" => json!({ "events": [{ "name": "network-changed", "server_uuid": NOBODY }] }),
        "quotas_update" => json!({ "quota_set": { "cores": 1 } }),
        "quota_classes_update" => json!({ "quota_class_set": { "cores": 1 } }),
        "server_console_console" => json!({ "remote_console": { "protocol": "vnc", "type": "novnc" } }),
        "services_act" => json!({ "host": "fakehost", "binary": "nova-compute" }),
        "services_update" => json!({ "status": "enabled" }),
        "tags_replace" => json!({ "tags": ["a"] }),
        "extra_specs_create" => json!({ "extra_specs": { "k": "v" } }),
        "extra_specs_update" => json!({ "1": "v" }),
        "keypairs_create" | "keypairs_create_now" => json!({ "keypair": { "name": "mine" } }),
        "server_groups_create" => json!({ "server_group": { "name": "group", "policies": ["affinity"] } }),
        "servers_create" => json!({ "server": server }),
        "servers_change" | "servers_update" => json!({ "server": { "name": "db" } }),
        "servers_action" => json!({ "pause": null }),
        "metadata_create" | "metadata_replace" => json!({ "metadata": { "k": "v" } }),
        "metadata_update" => json!({ "meta": { "1": "v" } }),
        _ => panic!("{operation} has no body here yet: add one that it takes"),
    }
}

/// A body that does not say how long it is.
struct Unsaid {
    chunks: u8,
}

impl http_body::Body for Unsaid {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let Some(left) = self.chunks.checked_sub(1) else { return Poll::Ready(None) };
        self.chunks = left;
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&[b' '; 64 << 10])))))
    }
}

/// A body that never comes.
struct Never;

impl http_body::Body for Never {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Pending
    }
}

#[tokio::test]
async fn of_a_version_that_there_is_not() {
    let client = fresh().await;
    for operation in operations().iter().filter(|operation| operation.is_versioned) {
        for (version, status) in [("two", 400), ("3.0", 406)] {
            let answer = operation.request(&client, version).await;
            assert_eq!(answer.status(), status, "{}: {answer:?}", operation.id);
        }
    }
}

#[tokio::test]
async fn of_nobody() {
    let client = anonymous(Store::in_memory(Seed::Empty).await.expect("a database in memory")).await;
    for operation in operations() {
        let answer = operation.right(&client).await;
        let told = (answer.status().as_u16(), answer.header("x-auth-token"));
        let expected = if operation.is_open() { (200, None) } else { (204, Some("admin:admin")) };
        assert_eq!(told, expected, "{}: {answer:?}", operation.id);
    }
}

#[tokio::test]
async fn of_another_project() {
    let client = fresh().await;
    for operation in operations().iter().filter(|operation| !operation.is_of_versions()) {
        let answer = operation.below("/v2.1/deadbeef").right(&client).await;
        let expected = format!(
            "Malformed request URL: URL's project_id 'deadbeef' doesn't match Context's project_id '{PROJECT}'"
        );
        assert_eq!((answer.status().as_u16(), &answer.value()["badRequest"]["message"]), (400, &json!(expected)));
    }
}

#[tokio::test]
async fn of_a_body_of_another_type() {
    let client = fresh().await;
    for operation in operations().iter().filter(|operation| operation.body.is_some()) {
        let answer = operation.with_body(&client, "application/xml", "<a/>").await;
        assert_eq!(answer.status(), 415, "{}: {answer:?}", operation.id);
    }
}

#[tokio::test]
async fn of_a_body_that_is_no_json() {
    let client = fresh().await;
    for operation in operations().iter().filter(|operation| operation.body.is_some()) {
        let answer = operation.with_body(&client, "application/json", "{").await;
        assert_eq!(answer.status(), 400, "{}: {answer:?}", operation.id);
        assert_eq!(answer.value()["badRequest"]["message"], "Malformed request body");
    }
}

#[tokio::test]
async fn of_a_body_that_grows_too_large() {
    let client = fresh().await;
    for operation in operations().iter().filter(|operation| operation.body.is_some()) {
        let answer = operation.with_body(&client, "application/json", Body::new(Unsaid { chunks: 32 })).await;
        assert_eq!(answer.status(), 413, "{}: {answer:?}", operation.id);
    }
}

#[tokio::test]
async fn of_a_body_that_does_not_come() {
    let client = fresh().await.limits(Limits::default());
    // Whoever waits, the clock goes on at once.
    tokio::time::pause();
    for operation in operations().iter().filter(|operation| operation.body.is_some()) {
        let answer = operation.with_body(&client, "application/json", Body::new(Never)).await;
        assert_eq!(answer.status(), 408, "{}: {answer:?}", operation.id);
    }
}

#[tokio::test]
async fn of_what_is_not_there() {
    let store = Store::in_memory(Seed::Empty).await.expect("a database in memory");
    let client = client(store).await;
    let named = operations().iter().filter(|operation| operation.names_something);
    for operation in named.filter(|operation| !OF_ANY_NAME.contains(&&*operation.id)) {
        let answer = operation.right(&client).await;
        assert_eq!(answer.status(), 404, "{}: {answer:?}", operation.id);
    }
}

#[tokio::test]
async fn of_what_is_there_already() {
    for operation in operations() {
        if ["aggregates_create", "flavors_create", "keypairs_create", "keypairs_create_now"].contains(&&*operation.id) {
            let client = fresh().await;
            let first = operation.right(&client).await;
            assert!(first.status().is_success(), "{}: {first:?}", operation.id);
            assert_eq!(operation.right(&client).await.status(), 409, "{}", operation.id);
        }
    }
}

#[tokio::test]
async fn where_the_database_is_slow() {
    let store = Store::in_memory(Seed::Classic).await.expect("a database in memory");
    let limits = Limits { handler_time: Some(Duration::from_secs(1)), ..Limits::default() };
    let client = client(store.clone()).await.limits(limits);
    // A database in memory is one connection, and this is it.
    let held = store.readers().acquire().await.expect("nobody else has it");
    // Whoever waits, the clock goes on at once.
    tokio::time::pause();
    let mut without = Vec::new();
    for operation in operations() {
        let answer = operation.right(&client).await;
        if answer.status() != 503 {
            assert!(!answer.status().is_server_error(), "{}: {answer:?}", operation.id);
            without.push(operation.id.as_str());
        }
    }
    without.sort_unstable();
    assert_eq!(without, WITHOUT_DATABASE);
    drop(held);
}

#[tokio::test]
async fn where_the_database_is_gone() {
    let store = Store::in_memory(Seed::Classic).await.expect("a database in memory");
    let client = client(store.clone()).await;
    store.close().await;
    let mut without = Vec::new();
    for operation in operations() {
        let answer = operation.right(&client).await;
        if answer.status() != 500 {
            assert!(!answer.status().is_server_error(), "{}: {answer:?}", operation.id);
            without.push(operation.id.as_str());
            continue;
        }
        let fault = answer.value();
        let message = fault["computeFault"]["message"].as_str().expect("a fault");
        assert!(!message.contains("pool"), "{}: {message}", operation.id);
    }
    without.sort_unstable();
    assert_eq!(without, WITHOUT_DATABASE);
}
