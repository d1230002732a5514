//! Hypervisors.

use serde_json::json;

use crate::{active_server, at, each, fault, fresh, server, settled};

const PATH: &str = "/v2.1/os-hypervisors";
const ID: &str = "33333333-3333-4333-8333-333333333333";

#[tokio::test]
async fn one_is_listed_by_number_and_later_by_id() {
    let client = fresh().await;
    let listed = client.get(&format!("{PATH}?limit=0")).await.value();
    let summary = json!({ "id": 1, "hypervisor_hostname": "fakehost", "state": "up", "status": "enabled" });
    assert_eq!(listed, json!({ "hypervisors": [summary] }), "there is no limit before 2.33");
    assert_eq!(at(client.get(&format!("{PATH}?limit=0")), "2.33").await.value(), json!({ "hypervisors": [] }));
    let listed = at(client.get(PATH), "2.53").await.value();
    assert_eq!(each(&listed["hypervisors"], "id"), [ID]);
    let behind = at(client.get(&format!("{PATH}?marker={ID}")), "2.53").await;
    assert_eq!(behind.value(), json!({ "hypervisors": [] }));
    let answer = at(client.get(&format!("{PATH}?marker=no")), "2.53").await;
    fault(&answer, 400, "badRequest", "marker [no] not found");
}

#[tokio::test]
async fn one_is_shown_with_what_servers_take() {
    let client = fresh().await;
    active_server(&client, "web").await;
    let shown = client.get(&format!("{PATH}/1")).await.value()["hypervisor"].take();
    let used = (&shown["running_vms"], &shown["vcpus_used"], &shown["memory_mb_used"], &shown["free_ram_mb"]);
    assert_eq!(used, (&json!(1), &json!(1), &json!(512), &json!(799_488)));
    assert!(shown["cpu_info"].is_string(), "{shown}");
    assert_eq!(client.get(&format!("{PATH}/detail")).await.value()["hypervisors"][0], shown);
    let shown = at(client.get(&format!("{PATH}/1")), "2.28").await.value()["hypervisor"].take();
    assert_eq!(shown["cpu_info"]["arch"], "x86_64");
    let shown = at(client.get(&format!("{PATH}/{ID}")), "2.88").await.value()["hypervisor"].take();
    assert_eq!((shown.get("vcpus"), shown["uptime"].is_string()), (None, true));
    assert_eq!(at(client.get(&format!("{PATH}/detail")), "2.88").await.value()["hypervisors"][0], shown);

    fault(&at(client.get(&format!("{PATH}/1")), "2.53").await, 400, "badRequest", "Invalid uuid 1");
    let message = "Hypervisor with ID '2' could not be found.";
    fault(&client.get(&format!("{PATH}/2")).await, 404, "itemNotFound", message);
}

#[tokio::test]
async fn what_was_taken_from_one_is_not_on_it() {
    let client = fresh().await;
    let web = active_server(&client, "web").await;
    for (action, status) in [("shelve", "SHELVED"), ("shelveOffload", "SHELVED_OFFLOADED")] {
        let path = format!("{PATH}/fake/servers");
        let found = client.get(&path).await.value();
        assert_eq!(each(&found["hypervisors"][0]["servers"], "name"), ["instance-00000001"], "before {action}");
        let asked = client.post(&format!("{web}/action")).json(&json!({ action: null })).await;
        assert_eq!(asked.status(), 202);
        settled(&client, &web, status).await;
    }
    let found = client.get(&format!("{PATH}/fake/servers")).await.value();
    assert_eq!(found["hypervisors"][0]["servers"], json!([]));
    assert_eq!(client.get(&format!("{PATH}/1")).await.value()["hypervisor"]["running_vms"], 0);
}

#[tokio::test]
async fn all_of_them_are_counted_until_2_88() {
    let client = fresh().await;
    let path = format!("{PATH}/statistics");
    let counted = client.get(&path).await.value()["hypervisor_statistics"].take();
    assert_eq!((&counted["count"], &counted["vcpus"]), (&json!(1), &json!(1000)));
    assert_eq!(at(client.get(&path), "2.87").await.status(), 200);
    assert_eq!(at(client.get(&path), "2.88").await.status(), 404);
    let uptime = client.get(&format!("{PATH}/1/uptime")).await.value()["hypervisor"].take();
    assert!(uptime["uptime"].as_str().is_some_and(|uptime| uptime.starts_with("up since ")), "{uptime}");
}

#[tokio::test]
async fn their_servers_are_found_by_their_names() {
    let client = fresh().await;
    server(&client, "web").await;
    let found = client.get(&format!("{PATH}/fake/servers")).await.value();
    assert_eq!(each(&found["hypervisors"][0]["servers"], "name"), ["instance-00000001"]);
    assert_eq!(client.get(&format!("{PATH}/fake/search")).await.value()["hypervisors"][0].get("servers"), None);
    let message = "No hypervisor matching 'no' could be found.";
    fault(&client.get(&format!("{PATH}/no/search")).await, 404, "itemNotFound", message);

    let query = "hypervisor_hostname_pattern=fake&with_servers=true";
    let found = at(client.get(&format!("{PATH}?{query}")), "2.53").await.value();
    assert_eq!(each(&found["hypervisors"][0]["servers"], "name"), ["instance-00000001"]);
    for path in [PATH.to_owned(), format!("{PATH}/detail")] {
        let answer = at(client.get(&format!("{path}?hypervisor_hostname_pattern=no")), "2.53").await;
        fault(&answer, 404, "itemNotFound", message);
    }
}
