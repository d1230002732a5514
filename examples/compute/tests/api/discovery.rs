//! Version documents, and what every answer says about versions.

use compute::store::{Seed, Store};
use compute::{Osapi, State};
use serde_json::json;
use terrace::TestClient;

use crate::{ADMINISTRATOR, fault, fresh};

#[tokio::test]
async fn the_root_lists_the_apis() {
    let answer = fresh().await.get("/").header("host", "compute.example:8774").await;
    assert_eq!(answer.status(), 200);
    let legacy = json!({
        "id": "v2.0",
        "status": "DEPRECATED",
        "version": "",
        "min_version": "",
        "updated": "2025-07-04T12:00:00Z",
        "links": [{ "rel": "self", "href": "http://compute.example:8774/v2/" }],
    });
    let compute = json!({
        "id": "v2.1",
        "status": "CURRENT",
        "version": "2.104",
        "min_version": "2.1",
        "updated": "2013-07-23T11:33:21Z",
        "links": [{ "rel": "self", "href": "http://compute.example:8774/v2.1/" }],
    });
    assert_eq!(answer.value(), json!({ "versions": [legacy, compute] }));
}

#[tokio::test]
async fn the_version_document_is_the_same_with_and_without_a_slash() {
    let client = fresh().await;
    let bare = client.get("/v2.1").await;
    assert_eq!((bare.status().as_u16(), &bare.value()["version"]["id"]), (200, &json!("v2.1")));
    let exact = "application/vnd.openstack.compute+json;version=2.1";
    assert_eq!(bare.value()["version"]["media-types"], json!([{ "base": "application/json", "type": exact }]));
    assert_eq!(client.get("/v2.1/").await.value(), bare.value());
    assert_eq!(client.get("/v2.1/a0/").await.value(), bare.value());
    assert_eq!(client.get("/v2/").await.value()["version"]["id"], "v2.0");
}

#[tokio::test]
async fn a_version_document_is_of_the_version_asked_for() {
    let client = fresh().await;
    let asked = client.get("/v2.1/").header("openstack-api-version", "compute latest").await;
    assert_eq!(asked.header("openstack-api-version"), Some("compute 2.104"));
    assert_eq!(client.get("/v2.1/").header("openstack-api-version", "compute 2.105").await.status(), 406);
    assert_eq!(client.get("/v2.1/versions/v2.0").await.value()["version"]["id"], "v2.0");
    assert_eq!(client.get("/v2.1/versions/v9").await.status(), 404);
}

#[tokio::test]
async fn what_no_api_has_is_a_choice() {
    let answer = fresh().await.get("/v3/servers").header("host", "compute.example").await;
    assert_eq!(answer.status(), 300);
    let choice = |at: usize| answer.value()["choices"][at]["links"][0]["href"].clone();
    assert_eq!(choice(0), "http://compute.example/v2/v3/servers");
    assert_eq!(choice(1), "http://compute.example/v2.1/v3/servers");
}

#[tokio::test]
async fn a_media_type_chooses_where_the_path_does_not() {
    // Not held against documents: none has these paths.
    let store = Store::in_memory(Seed::Empty).await.expect("a database in memory");
    let state = State::new(store).await.expect("its tables");
    let client = TestClient::new(Osapi::new(state)).header("x-auth-token", ADMINISTRATOR);
    for (name, value) in [
        ("accept", "application/json;version=2.1"),
        ("accept", "application/vnd.openstack.compute+json;version=2.1"),
        ("content-type", "application/json; version=2.1"),
    ] {
        let answer = client.get("/flavors").header(name, value).await;
        assert_eq!((answer.status().as_u16(), &answer.value()["version"]["id"]), (200, &json!("v2.1")), "{value}");
        assert_eq!(answer.header("openstack-api-version"), Some("compute 2.1"));
    }
    assert_eq!(client.get("/flavors").header("accept", "application/json;version=7").await.status(), 300);
    let flavors = client.get("/v2.1/flavors").header("accept", "application/json;version=2").await;
    assert!(flavors.value()["flavors"].is_array(), "{flavors:?}");
}

#[tokio::test]
async fn the_version_is_echoed_in_both_headers() {
    let client = fresh().await;
    for (asked, echoed) in
        [("compute 2.1", "2.1"), ("compute 2.2", "2.2"), ("compute latest", "2.104"), ("identity 3", "2.1")]
    {
        let answer = client.get("/v2.1/flavors").header("OpenStack-API-Version", asked).await;
        assert_eq!(answer.header("OpenStack-API-Version"), Some(&*format!("compute {echoed}")), "{asked}");
        assert_eq!(answer.header("X-OpenStack-Nova-API-Version"), Some(echoed), "{asked}");
        let vary: Vec<_> = answer.headers().get_all("vary").iter().map(|name| name.to_str().unwrap()).collect();
        assert_eq!(vary.join(", ").to_lowercase(), "openstack-api-version, x-openstack-nova-api-version");
    }
    let legacy = client.get("/v2.1/flavors").header("X-OpenStack-Nova-API-Version", "2.2").await;
    assert_eq!(legacy.header("OpenStack-API-Version"), Some("compute 2.2"));
}

#[tokio::test]
async fn a_version_that_is_not_served_is_refused() {
    let client = fresh().await;
    for asked in ["2.0", "2.105"] {
        let answer = client.get("/v2.1/flavors").header("OpenStack-API-Version", format!("compute {asked}")).await;
        let message = format!("Version {asked} is not supported by the API. Minimum is 2.1 and maximum is 2.104.");
        fault(&answer, 406, "computeFault", &message);
    }
    let answer = client.get("/v2.1/flavors").header("OpenStack-API-Version", "compute two").await;
    let message = "API Version String two is of invalid format. Must be of format MajorNum.MinorNum.";
    fault(&answer, 400, "badRequest", message);
}

#[tokio::test]
async fn every_answer_names_its_request() {
    let client = fresh().await;
    for path in ["/", "/v2.1/flavors", "/v2.1/flavors/nope", "/nope"] {
        let answer = client.get(path).await;
        assert!(answer.header("x-openstack-request-id").is_some_and(|id| id.starts_with("req-")), "{path}: {answer:?}");
    }
}

#[tokio::test]
async fn a_path_or_a_method_that_is_not_there_is_not_found() {
    let client = fresh().await;
    assert_eq!(client.get("/v2.1/nothing-here").await.status(), 404);
    assert_eq!(client.get("/v2.1/flavors/").await.status(), 404);
    assert_eq!(client.put("/v2.1/flavors").await.status(), 404);
}

#[tokio::test]
async fn a_host_that_is_none_stands_in_no_link() {
    let client = fresh().await;
    for path in ["/", "/nope", "/v2.1", "/v2.1/", "/v2.1/versions/v2.1", "/v2.1/flavors"] {
        let answer = client.get(path).header("host", "evil.example/?").await;
        let message = "Invalid input for query parameters host. not a host, with or without a port";
        fault(&answer, 400, "badRequest", message);
    }
}
