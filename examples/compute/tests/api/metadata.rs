//! The labels of a server.

use serde_json::json;

use crate::{NOBODY, active_server, fault, fresh, server, stuck};

#[tokio::test]
async fn labels_are_listed() {
    let client = fresh().await;
    let path = server(&client, "web").await;
    let answer = client.get(&format!("{path}/metadata")).await;
    assert_eq!((answer.status().as_u16(), answer.value()), (200, json!({ "metadata": { "k": "v" } })));
}

#[tokio::test]
async fn labels_are_added_and_replaced() {
    let client = fresh().await;
    let path = format!("{}/metadata", active_server(&client, "web").await);
    let answer = client.post(&path).json(&json!({ "metadata": { "a": "1" } })).await;
    assert_eq!((answer.status().as_u16(), answer.value()), (200, json!({ "metadata": { "a": "1", "k": "v" } })));
    let answer = client.put(&path).json(&json!({ "metadata": { "b": "2" } })).await;
    assert_eq!((answer.status().as_u16(), answer.value()), (200, json!({ "metadata": { "b": "2" } })));
    assert_eq!(client.get(&path).await.value(), json!({ "metadata": { "b": "2" } }));
}

#[tokio::test]
async fn one_label_is_shown_set_and_deleted() {
    let client = fresh().await;
    let path = format!("{}/metadata/k", active_server(&client, "web").await);
    assert_eq!(client.get(&path).await.value(), json!({ "meta": { "k": "v" } }));
    let answer = client.put(&path).json(&json!({ "meta": { "k": "w" } })).await;
    assert_eq!((answer.status().as_u16(), answer.value()), (200, json!({ "meta": { "k": "w" } })));
    assert_eq!(client.get(&path).await.value(), json!({ "meta": { "k": "w" } }));

    assert_eq!(client.delete(&path).await.status(), 204);
    fault(&client.get(&path).await, 404, "itemNotFound", "Metadata item was not found");
    fault(&client.delete(&path).await, 404, "itemNotFound", "Metadata item was not found");
}

#[tokio::test]
async fn a_label_of_another_key_than_the_path_s_is_refused() {
    let client = fresh().await;
    let path = format!("{}/metadata/k", active_server(&client, "web").await);
    for meta in [json!({ "l": "w" }), json!({ "k": "w", "l": "w" }), json!({})] {
        let answer = client.put(&path).json(&json!({ "meta": meta })).await;
        fault(&answer, 400, "badRequest", "Request body and URI mismatch");
    }
}

#[tokio::test]
async fn the_server_is_looked_for_first() {
    let client = fresh().await;
    let path = format!("/v2.1/servers/{NOBODY}/metadata");
    let message = format!("Instance {NOBODY} could not be found.");
    fault(&client.get(&path).await, 404, "itemNotFound", &message);
    fault(&client.get(&format!("{path}/k")).await, 404, "itemNotFound", &message);
    let answer = client.post(&path).json(&json!({ "metadata": {} })).await;
    fault(&answer, 404, "itemNotFound", &message);
}

#[tokio::test]
async fn labels_of_a_server_that_is_being_built_do_not_change() {
    let client = stuck().await;
    let path = server(&client, "web").await;
    let id = path.rsplit('/').next().expect("an id");
    let (labels, label) = (json!({ "metadata": { "a": "1" } }), json!({ "meta": { "k": "1" } }));
    let message = format!("Cannot 'update metadata' instance {id} while it is in vm_state building");
    for answer in [
        client.post(&format!("{path}/metadata")).json(&labels).await,
        client.put(&format!("{path}/metadata")).json(&labels).await,
        client.put(&format!("{path}/metadata/k")).json(&label).await,
    ] {
        fault(&answer, 409, "conflictingRequest", &message);
    }
}
