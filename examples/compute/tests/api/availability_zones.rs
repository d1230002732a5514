//! Availability zones.

use serde_json::json;

use crate::{IMAGE, fault, fresh};

#[tokio::test]
async fn there_is_one() {
    let client = fresh().await;
    let zone = |hosts| json!([{ "zoneName": "nova", "zoneState": { "available": true }, "hosts": hosts }]);
    let listed = client.get("/v2.1/os-availability-zone").await.value();
    assert_eq!(listed, json!({ "availabilityZoneInfo": zone(json!(null)) }));

    let service = json!({ "active": true, "available": true, "updated_at": null });
    let detailed = client.get("/v2.1/os-availability-zone/detail").await.value();
    let expected = zone(json!({ "fakehost": { "nova-compute": service } }));
    assert_eq!(detailed, json!({ "availabilityZoneInfo": expected }));
}

#[tokio::test]
async fn a_server_is_put_into_no_other() {
    let client = fresh().await;
    let launch = async |zone: &str| {
        let new = json!({ "name": "web", "imageRef": IMAGE, "flavorRef": "1", "availability_zone": zone });
        client.post("/v2.1/servers").json(&json!({ "server": new })).await
    };
    fault(&launch("mars").await, 400, "badRequest", "The requested availability zone is not available");
    assert_eq!(launch("nova").await.status(), 202);
}
