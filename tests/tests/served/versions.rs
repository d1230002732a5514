//! How a request chooses its version, and what the answer says about it.

use terrace::prelude::*;
use terrace::{TestClient, TestResponse};

use super::get;

versions! {
    Nova: "2.1" ..= "2.60"
}

#[controller(path = "/flavors", key = flavor: String, versions = Nova)]
struct Flavors;

#[routes]
impl Flavors {
    #[index(until = V2_10)]
    async fn before(&self, version: Version) -> String {
        format!("old {version}")
    }

    #[index(since = V2_10)]
    async fn after(&self, version: Version) -> String {
        format!("new {version}")
    }

    #[update(since = V2_55)]
    async fn update(&self) -> &'static str {
        "update"
    }

    #[show]
    async fn show(&self) -> Result<String, NotFound> {
        Err(NotFound::new("no flavor"))
    }
}

#[controller(path = "/about")]
struct About;

#[routes]
impl About {
    #[index]
    async fn index(&self) -> &'static str {
        "about"
    }
}

api! {
    struct ByHeader(Nova) at "/";
    errors: openstack;
    negotiate: header("OpenStack-API-Version", service = "compute"), legacy "X-OpenStack-Nova-API-Version";
    controllers: [Flavors, About];
}

api! {
    struct ByPath(Nova) at "/api/{version}";
    negotiate: path("version");
    controllers: [Flavors, About at "/"];
}

async fn ask(version: &str) -> TestResponse {
    TestClient::new(ByHeader::new(())).get("/flavors").header("OpenStack-API-Version", version).await
}

fn versions(answer: &TestResponse) -> (Option<&str>, Option<&str>) {
    (answer.header("openstack-api-version"), answer.header("x-openstack-nova-api-version"))
}

#[tokio::test]
async fn the_header_chooses_and_is_echoed() {
    for (asked, text) in [
        ("", "old 2.1"),
        ("compute 2.9", "old 2.9"),
        ("compute 2.10", "new 2.10"),
        ("identity 3.0, compute latest", "new 2.60"),
    ] {
        let answer = ask(asked).await;
        let (_, version) = text.split_once(' ').unwrap();
        assert_eq!(answer.text(), text, "{asked}");
        assert_eq!(versions(&answer), (Some(&*format!("compute {version}")), Some(version)), "{asked}");
        let vary: Vec<_> = answer.headers().get_all("vary").iter().collect();
        assert_eq!(vary, ["OpenStack-API-Version", "X-OpenStack-Nova-API-Version"], "{asked}");
    }
}

#[tokio::test]
async fn failures_after_the_choice_are_echoed_too() {
    let client = TestClient::new(ByHeader::new(()));
    let answer = client.get("/flavors/1").header("OpenStack-API-Version", "compute 2.53").await;
    assert_eq!((answer.status().as_u16(), versions(&answer)), (404, (Some("compute 2.53"), Some("2.53"))));
    assert_eq!(versions(&client.get("/nothing").header("OpenStack-API-Version", "compute 2.53").await), (None, None));
}

#[tokio::test]
async fn a_version_that_there_is_not_is_not_acceptable() {
    let answer = ask("compute 2.61").await;
    assert_eq!((answer.status().as_u16(), versions(&answer)), (406, (Some("compute 2.61"), Some("2.61"))));
    let message = "Version 2.61 is not supported by the API. Minimum is 2.1 and maximum is 2.60.";
    assert_eq!(answer.value()["computeFault"]["message"], message);
    let answer = ask("compute 2").await;
    assert_eq!((answer.status().as_u16(), versions(&answer)), (400, (None, None)));
    let message = "API Version String 2 is of invalid format. Must be of format MajorNum.MinorNum.";
    assert_eq!(answer.value()["badRequest"]["message"], message);
}

#[tokio::test]
async fn a_handler_that_is_not_in_the_version_is_not_found() {
    let update = |version: &'static str| {
        TestClient::new(ByHeader::new(())).put("/flavors/1").header("openstack-api-version", version).send()
    };
    assert_eq!(update("compute 2.55").await.text(), "update");
    let answer = update("compute 2.54").await;
    assert_eq!((answer.status().as_u16(), answer.header("openstack-api-version")), (404, Some("compute 2.54")));
    assert_eq!(answer.value()["itemNotFound"]["message"], "The resource could not be found.");
}

#[tokio::test]
async fn a_controller_without_versions_is_not_negotiated() {
    let client = TestClient::new(ByHeader::new(()));
    let answer = client.get("/about").header("openstack-api-version", "compute banana").await;
    assert_eq!((answer.text(), versions(&answer), answer.header("vary")), ("about", (None, None), None));
}

#[tokio::test]
async fn the_version_comes_before_the_content_type_and_after_the_route() {
    let client = TestClient::new(ByHeader::new(()));
    let bad = |path| {
        client.put(path).header("openstack-api-version", "compute 2").header("content-type", "text/html").body("{")
    };
    assert_eq!(bad("/flavors/1").await.status(), 400);
    assert_eq!(bad("/nothing").await.status(), 404);
}

#[tokio::test]
async fn a_path_chooses_by_its_variable() {
    let client = TestClient::new(ByPath::new(()));
    assert_eq!(get(&client, "/api/2.1/flavors").await, (200, "old 2.1".to_owned()));
    assert_eq!(get(&client, "/api/2.60/flavors").await, (200, "new 2.60".to_owned()));
    assert_eq!(get(&client, "/about").await, (200, "about".to_owned()));
    for unknown in ["/api/2.61/flavors", "/api/latest/flavors", "/api/2/flavors"] {
        assert_eq!(client.get(unknown).await.status(), 404, "{unknown}");
    }
}
