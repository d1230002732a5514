//! Availability zones.

use serde_json::json;

use crate::{IMAGE, fault, fresh};

#[tokio::test]
async fn there_is_one_with_the_machine_in_it() {
    let client = fresh().await;
    let zone = |name, hosts| json!({ "zoneName": name, "zoneState": { "available": true }, "hosts": hosts });
    let listed = client.get("/v2.1/os-availability-zone").await.value();
    assert_eq!(listed, json!({ "availabilityZoneInfo": [zone("nova", json!(null))] }));

    let mut detailed = client.get("/v2.1/os-availability-zone/detail").await.value();
    let service = &mut detailed["availabilityZoneInfo"][1]["hosts"]["fakehost"]["nova-compute"];
    assert_eq!(service["updated_at"].take().as_str().map(str::len), Some(20));
    let service = json!({ "active": true, "available": true, "updated_at": null });
    let hosts = json!({ "fakehost": { "nova-compute": service } });
    let expected = json!([zone("internal", json!({})), zone("nova", hosts)]);
    assert_eq!(detailed, json!({ "availabilityZoneInfo": expected }));
}

#[tokio::test]
async fn an_aggregate_makes_another_one() {
    let client = fresh().await;
    let new = json!({ "aggregate": { "name": "a", "availability_zone": "here" } });
    assert_eq!(client.post("/v2.1/os-aggregates").json(&new).await.status(), 200);
    let add = json!({ "add_host": { "host": "fakehost" } });
    assert_eq!(client.post("/v2.1/os-aggregates/1/action").json(&add).await.status(), 200);
    let off = json!({ "host": "fakehost", "binary": "nova-compute" });
    assert_eq!(client.put("/v2.1/os-services/disable").json(&off).await.status(), 200);
    let listed = client.get("/v2.1/os-availability-zone").await.value();
    let expected = json!([{ "zoneName": "here", "zoneState": { "available": false }, "hosts": null }]);
    assert_eq!(listed, json!({ "availabilityZoneInfo": expected }));
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
