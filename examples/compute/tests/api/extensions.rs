//! Extensions.

use serde_json::json;

use crate::{each, fault, fresh};

#[tokio::test]
async fn they_are_listed_and_shown() {
    let client = fresh().await;
    let listed = client.get("/v2.1/extensions").await.value();
    let aliases = each(&listed["extensions"], "alias");
    assert!(aliases.is_sorted(), "{aliases:?}");
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
