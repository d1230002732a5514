//! `LegacyV2Compatible`: clients from before there were microversions.

use terrace::TestClient;
use terrace::filters::LegacyV2Compatible;
use terrace::prelude::*;

versions! { Nova: "2.1" ..= "2.5" }

pipeline! { Legacy: [LegacyV2Compatible] }

/// A size of machines.
#[model(versions = Nova)]
struct Flavor {
    name: String,
    #[since(V2_3)]
    colour: Option<String>,
}

/// Which.
#[model]
struct Which {
    limit: Option<u8>,
}

/// Flavors.
#[controller(path = "/flavors", versions = Nova)]
struct Flavors;

#[routes]
impl Flavors {
    /// Some.
    #[index]
    async fn index(&self, which: Query<Which>) -> String {
        which.limit.unwrap_or_default().to_string()
    }

    /// A new one.
    #[create]
    async fn create(&self, flavor: Json<Flavor>) -> Json<Flavor> {
        flavor
    }
}

api! {
    struct Plain(Nova) at "/";
    errors: openstack;
    negotiate: header("OpenStack-API-Version", service = "compute"), legacy "X-OpenStack-Nova-API-Version";
    controllers: [Flavors];
}

api! {
    struct Old(Nova) at "/";
    errors: openstack;
    negotiate: header("OpenStack-API-Version", service = "compute"), legacy "X-OpenStack-Nova-API-Version";
    pipeline: Legacy;
    controllers: [Flavors];
}

const BODY: &str = r#"{"name":"tiny","colour":"red","more":1}"#;

#[tokio::test]
async fn headers_of_versions_are_passed_over_both_ways() {
    let plain = TestClient::new(Plain::new(()));
    let old = TestClient::new(Old::new(()));
    let chosen = plain.get("/flavors").header("openstack-api-version", "compute 2.3").await;
    assert_eq!(chosen.header("openstack-api-version"), Some("compute 2.3"));
    assert!(chosen.headers().contains_key("vary"));
    for (name, value) in [
        ("openstack-api-version", "compute 2.3"),
        ("openstack-api-version", "compute 9.9"),
        ("x-openstack-nova-api-version", "nonsense"),
    ] {
        let answer = old.get("/flavors").header(name, value).await;
        assert_eq!(answer.status(), 200, "{name}: {value}");
        for name in ["openstack-api-version", "x-openstack-nova-api-version", "vary"] {
            assert!(!answer.headers().contains_key(name), "{answer:?}");
        }
    }
}

#[tokio::test]
async fn what_nobody_knows_is_passed_over() {
    let post = |client: TestClient<_>| async move {
        client.post("/flavors").header("content-type", "application/json").body(BODY).await
    };
    let answer = post(TestClient::new(Old::new(()))).await;
    assert_eq!((answer.status().as_u16(), answer.text()), (201, r#"{"name":"tiny"}"#));
    let plain = TestClient::new(Plain::new(()));
    let refused = plain.post("/flavors").header("content-type", "application/json").body(BODY).await;
    assert_eq!(refused.status(), 400);
    assert_eq!(TestClient::new(Old::new(())).get("/flavors?limit=3&more=1").await.text(), "3");
    assert_eq!(plain.get("/flavors?limit=3&more=1").await.status(), 400);
}
