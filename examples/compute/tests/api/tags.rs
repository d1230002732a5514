//! Tags of servers.

use serde_json::json;

use crate::{active_server, at, fault, fresh, stuck};

#[tokio::test]
async fn they_are_put_on_and_taken_off() {
    let client = fresh().await;
    let server = active_server(&client, "web").await;
    let path = |tag: &str| format!("{server}/tags/{tag}");
    let added = at(client.put(&path("a")), "2.26").header("host", "compute.example").await;
    let location = format!("http://compute.example{}", path("a"));
    assert_eq!((added.status().as_u16(), added.header("location")), (201, Some(location.as_str())));
    assert_eq!(at(client.put(&path("a")), "2.26").await.status(), 204);
    assert_eq!(at(client.get(&path("a")), "2.26").await.status(), 204);
    assert_eq!(at(client.get(&path("b")), "2.26").await.status(), 404);

    let replaced = at(client.put(&format!("{server}/tags")), "2.26").json(&json!({ "tags": ["c", "b"] })).await;
    assert_eq!((replaced.status().as_u16(), replaced.value()), (200, json!({ "tags": ["b", "c"] })));
    assert_eq!(at(client.get(&format!("{server}/tags")), "2.26").await.value(), json!({ "tags": ["b", "c"] }));
    assert_eq!(at(client.get(&server), "2.26").await.value()["server"]["tags"], json!(["b", "c"]));
    assert_eq!(client.get(&server).await.value()["server"].get("tags"), None);

    assert_eq!(at(client.delete(&path("b")), "2.26").await.status(), 204);
    let id = server.rsplit('/').next().expect("an id");
    let message = format!("Server {id} has no tag 'b'");
    fault(&at(client.delete(&path("b")), "2.26").await, 404, "itemNotFound", &message);
    assert_eq!(at(client.delete(&format!("{server}/tags")), "2.26").await.status(), 204);
    assert_eq!(at(client.get(&format!("{server}/tags")), "2.26").await.value(), json!({ "tags": [] }));
    assert_eq!(client.get(&format!("{server}/tags")).await.status(), 404);
}

#[tokio::test]
async fn wrong_ones_are_refused() {
    let client = fresh().await;
    let server = active_server(&client, "web").await;
    assert_eq!(at(client.put(&format!("{server}/tags/a,b")), "2.26").await.status(), 400);
    let many: Vec<_> = (0..51).map(|n| n.to_string()).collect();
    for tags in [json!(many), json!([""]), json!(["a,b"]), json!(["a/b"])] {
        let answer = at(client.put(&format!("{server}/tags")), "2.26").json(&json!({ "tags": tags })).await;
        assert_eq!(answer.status(), 400, "{tags}");
    }
}

#[tokio::test]
async fn a_server_that_is_built_keeps_its_own() {
    let client = stuck().await;
    let server = crate::server(&client, "web").await;
    assert_eq!(at(client.put(&format!("{server}/tags/a")), "2.26").await.status(), 409);
    assert_eq!(at(client.put(&format!("{server}/tags")), "2.26").json(&json!({ "tags": ["a"] })).await.status(), 409);
    assert_eq!(at(client.delete(&format!("{server}/tags/a")), "2.26").await.status(), 409);
    assert_eq!(at(client.delete(&format!("{server}/tags")), "2.26").await.status(), 409);
}
