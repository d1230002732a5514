//! Who may use a flavor.

use serde_json::{Value, json};

use crate::{at, fault, fresh};

#[tokio::test]
async fn a_project_is_let_in_and_shut_out() {
    let client = fresh().await;
    let flavor = json!({
        "name": "p", "id": "p", "ram": 1, "vcpus": 1, "disk": 1, "os-flavor-access:is_public": false,
    });
    assert_eq!(client.post("/v2.1/flavors").json(&json!({ "flavor": flavor })).await.status(), 200);
    let act = async |action: Value| client.post("/v2.1/flavors/p/action").json(&action).await;
    let add = || json!({ "addTenantAccess": { "tenant": "q" } });
    let list = json!({ "flavor_access": [{ "flavor_id": "p", "tenant_id": "q" }] });
    let added = act(add()).await;
    assert_eq!((added.status().as_u16(), added.value()), (200, list.clone()));
    assert_eq!(client.get("/v2.1/flavors/p/os-flavor-access").await.value(), list);
    let message = "Flavor access already exists for flavor p and project q combination.";
    fault(&act(add()).await, 409, "conflictingRequest", message);

    let remove = || json!({ "removeTenantAccess": { "tenant": "q" } });
    assert_eq!(act(remove()).await.value(), json!({ "flavor_access": [] }));
    fault(&act(remove()).await, 404, "itemNotFound", "Flavor access not found for p / q combination.");
}

#[tokio::test]
async fn a_flavor_for_everybody_has_no_list() {
    let client = fresh().await;
    let message = "Access list not available for public flavors.";
    fault(&client.get("/v2.1/flavors/1/os-flavor-access").await, 404, "itemNotFound", message);
    for (version, status) in [("2.6", 200), ("2.7", 409)] {
        let add = json!({ "addTenantAccess": { "tenant": version } });
        assert_eq!(at(client.post("/v2.1/flavors/1/action"), version).json(&add).await.status(), status, "{version}");
    }
}
