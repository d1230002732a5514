//! Services.

use serde_json::{Value, json};

use crate::{NOBODY, at, fault, fresh};

const PATH: &str = "/v2.1/os-services";
const ID: &str = "22222222-2222-4222-8222-222222222222";

#[tokio::test]
async fn the_machine_has_one() {
    let client = fresh().await;
    let shown = client.get(PATH).await.value()["services"][0].take();
    assert_eq!((&shown["id"], &shown["host"], &shown["zone"]), (&json!(1), &json!("fakehost"), &json!("nova")));
    assert_eq!((&shown["status"], &shown["state"], shown.get("forced_down")), (&json!("enabled"), &json!("up"), None));
    let shown = at(client.get(PATH), "2.53").await.value()["services"][0].take();
    assert_eq!((&shown["id"], &shown["forced_down"]), (&json!(ID), &json!(false)));
    for query in ["host=no", "binary=nova-conductor"] {
        assert_eq!(client.get(&format!("{PATH}?{query}")).await.value(), json!({ "services": [] }), "{query}");
    }
}

#[tokio::test]
async fn it_is_disabled_by_the_machines_name_until_2_53() {
    let client = fresh().await;
    let act = async |action: &str, version, more: Value| {
        let mut target = json!({ "host": "fakehost", "binary": "nova-compute" });
        target.as_object_mut().expect("an object").extend(more.as_object().cloned().unwrap_or_default());
        at(client.put(&format!("{PATH}/{action}")), version).json(&target).await
    };
    let off = act("disable", "2.1", json!({})).await;
    assert_eq!((off.status().as_u16(), &off.value()["service"]["status"]), (200, &json!("disabled")));
    let off = act("disable-log-reason", "2.1", json!({ "disabled_reason": "why" })).await;
    assert_eq!(off.value()["service"]["disabled_reason"], "why");
    assert_eq!(act("disable-log-reason", "2.1", json!({})).await.status(), 400);
    assert_eq!(act("enable", "2.1", json!({})).await.value()["service"]["status"], "enabled");

    let down = json!({ "forced_down": true });
    assert_eq!(act("force-down", "2.1", json!({})).await.status(), 404);
    assert_eq!(act("force-down", "2.11", down.clone()).await.value()["service"]["forced_down"], true);
    assert_eq!(client.get(PATH).await.value()["services"][0]["state"], "down");
    assert_eq!(act("force-down", "2.11", json!({})).await.status(), 400);
    assert_eq!(act("paint", "2.1", json!({})).await.status(), 404);
    let unknown = json!({ "host": "no", "binary": "nova-compute" });
    let answer = client.put(&format!("{PATH}/enable")).json(&unknown).await;
    fault(&answer, 404, "itemNotFound", "Host 'no' is not mapped to any cell");
    let unknown = json!({ "host": "fakehost", "binary": "nova-paint" });
    let answer = client.put(&format!("{PATH}/enable")).json(&unknown).await;
    fault(&answer, 404, "itemNotFound", "Could not find binary nova-paint on host fakehost.");
}

#[tokio::test]
async fn it_is_changed_by_its_id_from_2_53_on() {
    let client = fresh().await;
    let change = async |id: &str, change: Value| at(client.put(&format!("{PATH}/{id}")), "2.53").json(&change).await;
    let off = change(ID, json!({ "status": "disabled", "disabled_reason": "why", "forced_down": true })).await;
    let service = off.value()["service"].take();
    assert_eq!((&service["status"], &service["disabled_reason"]), (&json!("disabled"), &json!("why")));
    assert_eq!((&service["state"], &service["forced_down"]), (&json!("down"), &json!(true)));
    for wrong in [json!({}), json!({ "disabled_reason": "why" }), json!({ "host": "fakehost" })] {
        assert_eq!(change(ID, wrong.clone()).await.status(), 400, "{wrong}");
    }
    let on = json!({ "status": "enabled" });
    fault(&change("1", on.clone()).await, 400, "badRequest", "Invalid uuid 1");
    fault(&change(NOBODY, on).await, 404, "itemNotFound", &format!("Service {NOBODY} could not be found."));
}

#[tokio::test]
async fn it_is_not_deleted() {
    let client = fresh().await;
    let delete = async |id: &str, version| at(client.delete(&format!("{PATH}/{id}")), version).await.status().as_u16();
    assert_eq!((delete("1", "2.1").await, delete("2", "2.1").await, delete("x", "2.1").await), (409, 404, 400));
    assert_eq!((delete(ID, "2.53").await, delete(NOBODY, "2.53").await, delete("1", "2.53").await), (409, 404, 400));
}
