//! Limits.

use serde_json::json;

use crate::{fresh, server};

#[tokio::test]
async fn what_is_used_is_counted() {
    let client = fresh().await;
    let limits = async || client.get("/v2.1/limits?reserved=1").await.value()["limits"].take();
    let unused = limits().await;
    assert_eq!(unused["rate"], json!([]));
    assert_eq!(unused["absolute"].as_object().map(|limits| limits.len()), Some(19));

    server(&client, "one").await;
    server(&client, "two").await;
    let group = json!({ "server_group": { "name": "g", "policies": ["affinity"] } });
    assert_eq!(client.post("/v2.1/os-server-groups").json(&group).await.status(), 200);
    let used = limits().await["absolute"].take();
    for (name, before, after) in [
        ("totalInstancesUsed", 0, 2),
        ("totalCoresUsed", 0, 2),
        ("totalRAMUsed", 0, 1024),
        ("totalServerGroupsUsed", 0, 1),
        ("maxTotalInstances", 10, 10),
    ] {
        assert_eq!((&unused["absolute"][name], &used[name]), (&json!(before), &json!(after)), "{name}");
    }
}
