//! Extensions.

use compute::State;
use compute::store::{Seed, Store};
use serde_json::json;
use terrace::{Parts, TestClient};

use crate::{ADMINISTRATOR, Osapi, each, fault, fresh, server};

#[tokio::test]
async fn they_are_listed_and_shown() {
    let client = fresh().await;
    let listed = client.get("/v2.1/extensions").await.value();
    let aliases = each(&listed["extensions"], "alias");
    assert!(aliases.is_sorted_by(|one, other| one < other), "{aliases:?}");
    let at = aliases.iter().position(|alias| *alias == "os-keypairs").expect("key pairs are there");

    let answer = client.get("/v2.1/extensions/os-keypairs").await;
    let expected = json!({
        "alias": "os-keypairs",
        "name": "Keypairs",
        "description": "SSH keys for servers.",
        "links": [],
        "namespace": "http://docs.openstack.org/compute/ext/fake_xml",
        "updated": "2014-12-03T00:00:00Z",
    });
    assert_eq!(listed["extensions"][at], expected);
    assert_eq!((answer.status().as_u16(), answer.value()), (200, json!({ "extension": expected })));
}

#[tokio::test]
async fn one_that_is_not_there_is_not_found() {
    let answer = fresh().await.get("/v2.1/extensions/servers").await;
    fault(&answer, 404, "itemNotFound", "The resource could not be found.");
}

#[tokio::test]
async fn one_that_is_off_is_not_there() {
    let store = Store::in_memory(Seed::Classic).await.expect("a database in memory");
    let all = Parts::new(State::new(store).await.expect("its tables"));
    let off = ["OS-EXT-STS", "os-server-groups", "os-server-tags", "os-shelve"];
    let left = off.iter().fold(all, |parts, alias| parts.without::<Osapi>(alias).expect("it is listed"));
    let client = TestClient::<Osapi>::with(left).header("x-auth-token", ADMINISTRATOR);
    for alias in off {
        assert_eq!(fresh().await.get(&format!("/v2.1/extensions/{alias}")).await.status(), 200, "{alias}");
        assert_eq!(client.get(&format!("/v2.1/extensions/{alias}")).await.status(), 404, "{alias}");
    }
    let path = server(&client, "web").await;
    let shown = client.get(&path).await.value();
    assert_eq!((&shown["server"]["status"], shown["server"].get("OS-EXT-STS:vm_state")), (&json!("BUILD"), None));
    assert_eq!(client.get("/v2.1/os-server-groups").await.status(), 404);
    let tags = client.get(&format!("{path}/tags")).header("openstack-api-version", "compute 2.26");
    assert_eq!(tags.await.status(), 404);
    let shelved = client.post(&format!("{path}/action")).json(&json!({ "shelve": null })).await;
    fault(&shelved, 400, "badRequest", "There is no such action: shelve");
}
