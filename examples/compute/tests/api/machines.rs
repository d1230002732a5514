//! What else there is of machines: hosts, migrations, usage, the log of audits, events, tokens of consoles.

use serde_json::json;

use crate::{NOBODY, at, fault, fresh, server};

#[tokio::test]
async fn hosts_are_shown_until_2_43() {
    let client = fresh().await;
    let listed = client.get("/v2.1/os-hosts").await.value();
    let host = json!({ "host_name": "fakehost", "service": "compute", "zone": "nova" });
    assert_eq!(listed, json!({ "hosts": [host] }));
    assert_eq!(client.get("/v2.1/os-hosts?zone=mars").await.value(), json!({ "hosts": [] }));
    let shown = client.get("/v2.1/os-hosts/fakehost").await.value();
    assert_eq!(shown["host"][0]["resource"]["project"], "(used_now)");
    fault(&client.get("/v2.1/os-hosts/no").await, 404, "itemNotFound", "Compute host no could not be found.");
    assert_eq!(at(client.get("/v2.1/os-hosts"), "2.43").await.status(), 404);
}

#[tokio::test]
async fn there_are_no_migrations() {
    let client = fresh().await;
    assert_eq!(client.get("/v2.1/os-migrations?limit=1").await.value(), json!({ "migrations": [] }));
    assert_eq!(at(client.get("/v2.1/os-migrations?limit=1"), "2.59").await.value(), json!({ "migrations": [] }));
    let answer = at(client.get("/v2.1/os-migrations?marker=x"), "2.59").await;
    fault(&answer, 400, "badRequest", "Marker x could not be found.");
}

#[tokio::test]
async fn nothing_is_known_of_past_usage() {
    let client = fresh().await;
    let path = "/v2.1/os-simple-tenant-usage";
    let listed = client.get(&format!("{path}?start=2026-01-01T00:00:00&end=2026-01-02T00:00:00.5")).await;
    assert_eq!(listed.value(), json!({ "tenant_usages": [] }));
    assert_eq!(client.get(&format!("{path}/p")).await.value(), json!({ "tenant_usage": {} }));
    let message = "Invalid datetime string: Datetime is in invalid format";
    for path in [path.to_owned(), format!("{path}/p")] {
        fault(&client.get(&format!("{path}?start=yesterday")).await, 400, "badRequest", message);
    }
}

#[tokio::test]
async fn nobody_has_told_of_audits() {
    let log = fresh().await.get("/v2.1/os-instance_usage_audit_log").await.value()["instance_usage_audit_logs"].take();
    assert_eq!((&log["num_hosts"], &log["hosts_not_run"]), (&json!(1), &json!(["fakehost"])));
}

#[tokio::test]
async fn events_of_servers_are_taken_note_of() {
    let client = fresh().await;
    let path = server(&client, "web").await;
    let id = path.rsplit('/').next().expect("an id");
    let told = async |servers: &[&str]| {
        let event = |server| json!({ "name": "network-changed", "server_uuid": server });
        let events: Vec<_> = servers.iter().map(event).collect();
        client.post("/v2.1/os-server-external-events").json(&json!({ "events": events })).await
    };
    let taken = told(&[id]).await;
    assert_eq!((taken.status().as_u16(), &taken.value()["events"][0]["status"]), (200, &json!("completed")));
    let taken = told(&[id, NOBODY]).await;
    assert_eq!((taken.status().as_u16(), &taken.value()["events"][1]["code"]), (207, &json!(404)));
    assert_eq!(told(&[]).await.status(), 400);
}

#[tokio::test]
async fn a_token_leads_to_no_console() {
    let answer = fresh().await.get("/v2.1/os-console-auth-tokens/abc").await;
    fault(&answer, 404, "itemNotFound", "Token not found");
}
