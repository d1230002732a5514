//! Files of rules as operators of Nova have them, from before each operation had a rule of its own.

use compute::store::{Seed, Store};
use compute::{Osapi, State};
use serde_json::json;
use terrace::policy::PolicyFile;
use terrace::{Application, TestClient};
use terrace_codegen::checked;

use crate::{ADMINISTRATOR, MEMBER, STRANGER, each, of, server};

async fn with(file: &str) -> TestClient<Osapi> {
    let store = Store::in_memory(Seed::Classic).await.expect("a database in memory");
    let api = Osapi::new(State::new(store).await.expect("its tables"));
    api.app().enforcer().load(&PolicyFile::parse("policy.yaml", file).expect(file)).expect(file);
    checked(TestClient::new(api)).header("x-auth-token", ADMINISTRATOR)
}

#[tokio::test]
async fn the_old_name_of_several_rules_counts_for_each_that_has_no_other() {
    let file = "os_compute_api:os-services: role:member\nos_compute_api:os-services:delete: role:admin\n";
    let client = with(file).await;
    assert_eq!(of(client.get("/v2.1/os-services"), MEMBER).await.status(), 200);
    assert_eq!(of(client.delete("/v2.1/os-services/1"), MEMBER).await.status(), 403);
    assert_eq!(client.get("/v2.1/os-services").await.status(), 403, "an administrator is no member");
}

#[tokio::test]
async fn an_old_name_may_say_that_it_is_the_new_one() {
    let client = with("os_compute_api:os-hosts: rule:os_compute_api:os-hosts:list\n").await;
    assert_eq!(client.get("/v2.1/os-hosts").await.status(), 200);
    assert_eq!(of(client.get("/v2.1/os-hosts"), MEMBER).await.status(), 403);
}

#[tokio::test]
async fn a_file_may_ask_the_rules_that_once_were_all_defaults() {
    let file =
        "os_compute_api:servers:show: rule:admin_or_owner\nos_compute_api:server-metadata:index: rule:admin_api\n";
    let client = with(file).await;
    let server = server(&client, "web").await;
    assert_eq!(of(client.get(&server), MEMBER).await.status(), 200);
    assert_eq!(of(client.get(&server), STRANGER).await.status(), 404);
    assert_eq!(client.get(&format!("{server}/metadata")).await.status(), 200);
    assert_eq!(of(client.get(&format!("{server}/metadata")), MEMBER).await.status(), 403);
}

#[tokio::test]
async fn who_sees_the_server_groups_of_all_projects_is_said_by_a_rule() {
    let client = with("os_compute_api:os-server-groups:index:all_projects: role:member\n").await;
    let group = json!({ "server_group": { "name": "g", "policies": ["affinity"] } });
    assert_eq!(client.post("/v2.1/os-server-groups").json(&group).await.status(), 200);
    let listed = of(client.get("/v2.1/os-server-groups?all_projects=1"), STRANGER).await.value();
    assert_eq!(each(&listed["server_groups"], "name"), ["g"]);
}
