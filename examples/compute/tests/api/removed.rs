//! What was removed.

use serde_json::json;

use crate::{NOBODY, at, fault, fresh};

#[tokio::test]
async fn it_is_gone_in_every_version() {
    let client = fresh().await;
    let message = "This resource is no longer available. No forwarding address is given.";
    for version in ["2.1", "2.104"] {
        for path in ["os-cells", "os-agents", "os-fping", &format!("servers/{NOBODY}/os-virtual-interfaces")] {
            fault(&at(client.get(&format!("/v2.1/{path}")), version).await, 410, "computeFault", message);
        }
        let action = client.post(&format!("/v2.1/servers/{NOBODY}/action")).json(&json!({ "resetNetwork": null }));
        fault(&at(action, version).await, 410, "computeFault", message);
    }
}

#[tokio::test]
async fn proxies_are_there_until_2_36() {
    let client = fresh().await;
    for (path, name) in [("os-floating-ips", "floating_ips"), ("os-floating-ip-pools", "floating_ip_pools")] {
        assert_eq!(client.get(&format!("/v2.1/{path}")).await.value(), json!({ name: [] }));
    }
    fault(&client.get("/v2.1/os-floating-ips/1").await, 404, "itemNotFound", "Floating IP not found for ID 1");
    for path in ["images", "images/detail", "os-floating-ips", "os-floating-ip-pools"] {
        assert_eq!(at(client.get(&format!("/v2.1/{path}")), "2.35").await.status(), 200, "{path}");
        let message = "The resource could not be found.";
        fault(&at(client.get(&format!("/v2.1/{path}")), "2.36").await, 404, "itemNotFound", message);
    }
}
