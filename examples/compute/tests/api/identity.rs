//! Who asks, and what is theirs.

use compute::store::{Seed, Store};
use serde_json::{Value, json};
use terrace::{TestClient, TestResponse};

use crate::{ADMINISTRATOR, MEMBER, Osapi, PROJECT, STRANGER, anonymous, each, fault, fresh, of, server, text};

async fn nobody() -> TestClient<Osapi> {
    anonymous(Store::in_memory(Seed::Classic).await.expect("a database in memory")).await
}

fn invitation(answer: &TestResponse) -> (u16, Option<&str>, Option<&str>) {
    (answer.status().as_u16(), answer.header("x-auth-token"), answer.header("x-server-management-url"))
}

#[tokio::test]
async fn whoever_has_no_token_is_given_one() {
    let client = nobody().await;
    for path in ["/v2.1/flavors", "/v2/flavors"] {
        let answer = client.get(path).header("host", "compute.example").await;
        let url = format!("http://compute.example{path}/admin");
        assert_eq!(invitation(&answer), (204, Some("admin:admin"), Some(&*url)));
    }
    let answer = client.get("/v2.1/servers").header("host", "a").header("x-auth-user", "jane").await;
    assert_eq!(invitation(&answer), (204, Some("jane:admin"), Some("http://a/v2.1/servers/admin")));
}

#[tokio::test]
async fn version_documents_need_no_token_but_those_of_a_project_do() {
    let client = nobody().await;
    for path in ["/", "/v2", "/v2/", "/v2.1", "/v2.1/"] {
        assert_eq!(client.get(path).await.status(), 200, "{path}");
    }
    for path in [&*format!("/v2.1/{PROJECT}/"), "/v2.1/versions/v2.1", "/v2/versions/v2.0"] {
        assert_eq!(client.get(path).await.status(), 204, "{path}");
        assert_eq!(of(client.get(path), MEMBER).await.status(), 200, "{path}");
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_before_anybody_is_asked_for_a_token() {
    let answer = nobody().await.post("/v2.1/flavors").body(vec![b' '; 114_689]).await;
    assert_eq!(answer.status(), 413, "{answer:?}");
}

#[tokio::test]
async fn a_server_is_seen_by_its_project_and_the_administrator() {
    let client = fresh().await;
    let path = server(&client, "web").await;
    let shown = of(client.get(&path), MEMBER).await.value()["server"].take();
    assert_eq!((&shown["tenant_id"], &shown["user_id"]), (&json!(PROJECT), &json!("admin")));
    assert_eq!(of(client.get(&path), "admin:a").await.status(), 200);

    let message = format!("Instance {} could not be found.", path.rsplit('/').next().unwrap_or_default());
    for request in [
        client.get(&path),
        client.delete(&path),
        client.get(&format!("{path}/metadata")),
        client.post(&format!("{path}/action")).json(&json!({ "pause": null })),
    ] {
        fault(&of(request, STRANGER).await, 404, "itemNotFound", &message);
    }
    assert_eq!(client.get(&path).await.status(), 200);
}

#[tokio::test]
async fn only_an_administrator_lists_the_servers_of_all_projects() {
    let client = fresh().await;
    server(&client, "ours").await;
    let new = json!({ "name": "theirs", "imageRef": crate::IMAGE, "flavorRef": "1" });
    let made = of(client.post("/v2.1/servers"), STRANGER).json(&json!({ "server": new })).await;
    assert_eq!(made.status(), 202, "{made:?}");
    let check = async |token: &str, query: &str, expected: &[&str]| {
        for path in ["/v2.1/servers", "/v2.1/servers/detail"] {
            let listed = of(client.get(&format!("{path}{query}")), token).await.value();
            assert_eq!(each(&listed["servers"], "name"), expected, "{token} {query}");
        }
    };
    check(MEMBER, "", &["ours"]).await;
    check(STRANGER, "?all_tenants=0", &["theirs"]).await;
    check(ADMINISTRATOR, "", &["ours"]).await;
    check(ADMINISTRATOR, "?all_tenants=1", &["theirs", "ours"]).await;
    check("admin:a", "?all_tenants=True", &["theirs", "ours"]).await;
    let message = "Policy doesn't allow os_compute_api:servers:index:get_all_tenants to be performed.";
    fault(&of(client.get("/v2.1/servers?all_tenants=1"), MEMBER).await, 403, "forbidden", message);
    let hypervisor = &client.get("/v2.1/os-hypervisors/fakehost/servers").await.value()["hypervisors"][0];
    assert_eq!(hypervisor["servers"].as_array().map(Vec::len), Some(2), "a machine runs those of all projects");
}

#[tokio::test]
async fn a_key_pair_is_of_its_user() {
    let client = fresh().await;
    let new = json!({ "keypair": { "name": "k" } });
    for token in [MEMBER, STRANGER] {
        let made = of(client.post("/v2.1/os-keypairs"), token).json(&new).await;
        assert_eq!(made.value()["keypair"]["user_id"], json!(token.split(':').next()), "{made:?}");
    }
    assert_eq!(of(client.delete("/v2.1/os-keypairs/k"), MEMBER).await.status(), 202);
    let list = async |token| of(client.get("/v2.1/os-keypairs"), token).await.value()["keypairs"].take();
    assert_eq!(list(MEMBER).await, json!([]));
    assert_eq!(list(STRANGER).await[0]["keypair"]["name"], "k");
    // The user's in every project.
    assert_eq!(list("joan:b0").await[0]["keypair"]["name"], "k");
}

#[tokio::test]
async fn a_server_group_is_of_its_project() {
    let client = fresh().await;
    let make = async |token, name: &str| -> String {
        let new = json!({ "server_group": { "name": name, "policies": ["affinity"] } });
        let made = of(client.post("/v2.1/os-server-groups"), token).json(&new).await.value();
        format!("/v2.1/os-server-groups/{}", text(&made["server_group"]["id"]))
    };
    let (ours, _) = (make(MEMBER, "ours").await, make(STRANGER, "theirs").await);
    for (token, status) in [(MEMBER, 200), (ADMINISTRATOR, 200), (STRANGER, 404)] {
        assert_eq!(of(client.get(&ours), token).await.status(), status, "{token}");
    }
    let names = async |token, query: &str| -> Value {
        let listed = of(client.get(&format!("/v2.1/os-server-groups{query}")), token).await.value();
        json!(each(&listed["server_groups"], "name"))
    };
    assert_eq!(names(MEMBER, "?all_projects=1").await, json!(["ours"]));
    assert_eq!(names(STRANGER, "").await, json!(["theirs"]));
    assert_eq!(names(ADMINISTRATOR, "?all_projects=1").await, json!(["ours", "theirs"]));
}

#[tokio::test]
async fn limits_count_what_a_project_has() {
    let client = fresh().await;
    server(&client, "web").await;
    let used = async |token, query: &str| {
        let limits = of(client.get(&format!("/v2.1/limits{query}")), token).await.value();
        limits["limits"]["absolute"]["totalInstancesUsed"].as_u64()
    };
    assert_eq!(used(MEMBER, "").await, Some(1));
    assert_eq!(used(STRANGER, "").await, Some(0));
    assert_eq!(used("admin:a", &format!("?tenant_id={PROJECT}")).await, Some(1));
}
