//! The compute service as it was in 2015.

use terrace::TestClient;
use terrace::prelude::*;

use crate::filters::{self, *};
use crate::{About, Servers, chosen, keystone};

api! {
    struct Versions at "/";
    errors: openstack;
    controllers: [About];
}

api! {
    struct LegacyV2 at "/v2", "/v2/{project_id: hex}";
    errors: openstack;
    pipeline: composite;
    controllers: [Servers];
}

api! {
    struct ComputeV21 at "/v2.1", "/v2.1/{project_id: hex}";
    errors: openstack;
    pipeline: composite;
    controllers: [Servers];
}

api! {
    struct ComputeV3 at "/v3";
    errors: openstack;
    pipeline: composite;
    controllers: [Servers];
}

paste! {
    /// The compute service as it was wired in 2015.
    struct Osapi from "tests/paste/nova_2015.ini#osapi_compute";
    composites: {
        "nova.api.openstack.urlmap:urlmap_factory" => urlmap,
        "nova.api.auth:pipeline_factory" => pipelines(legacy_auth_strategy = "keystone"),
        "nova.api.auth:pipeline_factory_v21" => pipelines(auth_strategy = "keystone"),
    };
    filters: {
        "oslo_middleware:RequestId.factory" => RequestId {},
        "nova.api.compute_req_id:ComputeReqIdMiddleware.factory" => RequestId {},
        "nova.api.openstack:FaultWrapper.factory" => FaultWrap,
        "nova.api.openstack.auth:NoAuthMiddleware.factory" => NoAuth {},
        "nova.api.openstack.compute.limits:RateLimitingMiddleware.factory" => RateLimit { limits => rate },
        "oslo_middleware:RequestBodySizeLimiter.factory" => SizeLimit {},
        "nova.api.openstack:LegacyV2CompatibleWrapper.factory" => LegacyV2Compatible,
        "keystonemiddleware.auth_token:filter_factory" => AuthToken {},
        "nova.api.auth:NovaKeystoneContext.factory" => KeystoneContext,
    };
    apps: {
        "nova.api.openstack.compute:APIRouter.factory" => LegacyV2,
        "nova.api.openstack.compute:APIRouterV21.factory" => ComputeV21,
        "nova.api.openstack.compute:APIRouterV3.factory" => ComputeV3,
        "nova.api.openstack.compute.versions:Versions.factory" => Versions,
    };
}

#[derive(Settings)]
struct Told {
    filters: OsapiFilters,
}

#[derive(Clone, FromRef)]
struct State {
    filters: OsapiFilters,
}

async fn client(settings: &[(&str, &str)]) -> TestClient<Osapi> {
    let url = keystone::start().await;
    let settings = [settings, &keystone::login(&url)].concat();
    chosen(&settings, |Told { filters }| State { filters }).expect("right settings")
}

async fn of(strategy: &str) -> TestClient<Osapi> {
    client(&[("auth_strategy", strategy), ("legacy_auth_strategy", strategy)]).await
}

#[tokio::test]
async fn each_pipeline_sees_a_request_in_its_order() {
    let check = async |strategy: &str, path: &str, expected: &str| {
        assert_eq!(filters::way(&of(strategy).await, path).await, expected, "{strategy} {path}");
    };
    check("keystone", "/", "FaultWrap").await;
    check("noauth2", "/", "FaultWrap").await;
    check("noauth2", "/v2/servers", "RequestId FaultWrap SizeLimit NoAuth RateLimit").await;
    check("noauth2", "/v2.1/servers", "RequestId FaultWrap SizeLimit NoAuth").await;
    check("noauth2", "/v3/servers", "RequestId FaultWrap SizeLimit NoAuth LegacyV2Compatible").await;
    let keystone = "RequestId FaultWrap SizeLimit AuthToken KeystoneContext";
    check("keystone", "/v2/servers", &format!("{keystone} RateLimit")).await;
    check("keystone", "/v2.1/servers", keystone).await;
    check("keystone", "/v3/servers", &format!("{keystone} LegacyV2Compatible")).await;
    let client = client(&[("legacy_auth_strategy", "keystone_nolimit")]).await;
    assert_eq!(filters::way(&client, "/v2/servers").await, keystone);
}

#[tokio::test]
async fn the_table_says_which_pipeline_counts_where_nobody_chooses() {
    let client = client(&[]).await;
    for path in ["/v2/servers", "/v2.1/servers", "/v2.1/a0/servers", "/v3/servers"] {
        filters::taken();
        let answer = client.get(path).await;
        assert_eq!(answer.status(), 401, "{path}");
        assert_eq!(answer.value()["error"]["message"], "The request you have made requires authentication.");
        assert!(answer.header("www-authenticate").is_some_and(|told| told.starts_with("Keystone uri=")), "{path}");
        let seen = "RequestId FaultWrap SizeLimit AuthToken -AuthToken -SizeLimit -FaultWrap -RequestId";
        assert_eq!(filters::taken(), seen, "{path}");
        assert_eq!(client.get(path).header("x-auth-token", "jane").await.text(), "jane");
    }
    assert_eq!(client.get("/").await.text(), "about");
}

#[tokio::test]
async fn a_body_is_too_large_whoever_sends_it() {
    let client = client(&[("filters.sizelimit.body_bytes", "16")]).await;
    let large = r#"{"name":"larger than that"}"#;
    for path in ["/v2/servers", "/v2.1/servers", "/v3/servers"] {
        filters::taken();
        let answer = client.post(path).header("content-type", "application/json").body(large).await;
        assert_eq!(answer.status(), 413, "{path}");
        assert!(answer.text().starts_with("413 Request Entity Too Large"), "{}", answer.text());
        assert_eq!(filters::taken(), "RequestId FaultWrap SizeLimit -SizeLimit -FaultWrap -RequestId", "{path}");
    }
}

#[tokio::test]
async fn who_is_trusted_may_ask_as_often_as_they_like() {
    for (strategy, is_limited) in [("noauth2", true), ("keystone", true), ("keystone_nolimit", false)] {
        let client = client(&[("legacy_auth_strategy", strategy), ("filters.ratelimit.rate", "1/1h")]).await;
        let ask = async |path: &str| client.get(path).header("x-auth-token", "jane").await;
        assert_eq!(ask("/v2/servers").await.status(), 200, "{strategy}");
        let again = ask("/v2/servers").await;
        let expected = if is_limited { (429, Some("3600")) } else { (200, None) };
        assert_eq!((again.status().as_u16(), again.header("retry-after")), expected, "{strategy}");
        assert_eq!(ask("/v3/servers").await.status(), 200, "{strategy}");
    }
}

#[tokio::test]
async fn a_handler_that_fails_is_a_fault_and_all_see_it() {
    let client = of("noauth2").await;
    filters::taken();
    let answer = client.get("/v2.1/servers/broken").header("x-auth-token", "jane").await;
    assert_eq!((answer.status().as_u16(), &answer.value()["computeFault"]["code"]), (500, &500.into()));
    assert!(!answer.text().contains("out of order"));
    assert_eq!(filters::taken(), "RequestId FaultWrap SizeLimit NoAuth -NoAuth -SizeLimit -FaultWrap -RequestId");
}

#[tokio::test]
async fn an_id_is_the_clients_where_a_filter_asks_for_it() {
    let client = of("noauth2").await;
    let id = "req-0b2f7c9e-52a6-4a5f-8f6e-6f1d2a3b4c5d";
    for (path, is_taken) in [("/v2/servers", true), ("/v2.1/servers", true), ("/", false)] {
        let asked = client.get(path).header("x-auth-token", "jane").header("x-openstack-request-id", id).await;
        assert_eq!(asked.header("x-openstack-request-id") == Some(id), is_taken, "{path}");
        assert_eq!(asked.header("x-compute-request-id"), asked.header("x-openstack-request-id"), "{path}");
    }
}

#[tokio::test]
async fn clients_of_v2_may_say_what_nobody_knows() {
    crate::legacy(&of("noauth2").await, "/v2.1/servers", "/v3/servers").await;
}

#[test]
fn a_pipeline_that_the_ini_does_not_have_is_refused() {
    let Err(refused) =
        chosen::<Osapi, Told, _>(&[("auth_strategy", "keystone_nolimit")], |Told { filters }| State { filters })
    else {
        panic!("accepted")
    };
    let said = "--auth-strategy is `keystone_nolimit`, and must be `keystone` or `noauth2`";
    assert!(refused.to_string().starts_with(said), "{refused}");
}

#[test]
fn options_are_defaults_of_settings() {
    let told = terrace::settings::Sources::none().read::<Told>().expect("right settings");
    assert_eq!(told.settings.filters.ratelimit.0.rate.to_string(), "120/1m");
    assert_eq!(told.settings.filters.sizelimit.0.body_bytes, 1 << 20);
}
