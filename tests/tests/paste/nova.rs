//! The compute service as it is today, with the filters that ask Keystone.

use terrace::TestClient;
use terrace::filters::{AuthToken, KeystoneContext};
use terrace::prelude::*;

use crate::filters::{self, *};
use crate::{About, Servers, chosen, keystone};

api! {
    struct Versions at "/";
    errors: openstack;
    controllers: [About];
}

api! {
    /// The document of v2, exactly there.
    struct LegacyDocument;
    errors: openstack;
    controllers: [About at "/v2"];
}

api! {
    /// The document of v2.1, exactly there.
    struct Document;
    errors: openstack;
    controllers: [About at "/v2.1"];
}

api! {
    struct Legacy at "/v2", "/v2/{project_id: hex}";
    errors: openstack;
    pipeline: composite;
    controllers: [Servers];
}

api! {
    struct Compute at "/v2.1", "/v2.1/{project_id: hex}";
    errors: openstack;
    pipeline: composite;
    controllers: [Servers];
}

paste! {
    /// The compute service as it is wired today.
    struct Osapi from "./nova.ini#osapi_compute";
    composites: {
        "nova.api.openstack.urlmap:urlmap_factory" => urlmap,
        "nova.api.auth:pipeline_factory_v21" => pipelines(auth_strategy = "keystone"),
    };
    filters: {
        "nova.api.compute_req_id:ComputeReqIdMiddleware.factory" => compute_request_id,
        "nova.api.openstack:FaultWrapper.factory" => fault_wrap,
        "nova.api.openstack.auth:NoAuthMiddleware.factory" => no_auth,
        "nova.api.openstack.requestlog:RequestLog.factory" => request_log,
        "nova.profiler:WsgiMiddleware.factory" => profiler,
        "oslo_middleware:RequestBodySizeLimiter.factory" => SizeLimit {},
        "oslo_middleware.cors:filter_factory" => Cors { oslo_config_project => _ },
        "oslo_middleware.http_proxy_to_wsgi:HTTPProxyToWSGI.factory" => proxy_headers,
        "nova.api.openstack:LegacyV2CompatibleWrapper.factory" => legacy_v2_compatible,
        "keystonemiddleware.auth_token:filter_factory" => AuthToken {},
        "nova.api.auth:NovaKeystoneContext.factory" => KeystoneContext,
    };
    apps: {
        "nova.api.openstack.compute:APIRouterV21.factory" => { "/v2" => Legacy, "/v2.1" => Compute },
        "nova.api.openstack.compute.versions:Versions.factory" => Versions,
        "nova.api.openstack.compute.versions:VersionsV2.factory" => { "/v2" => LegacyDocument, "/v2.1" => Document },
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

async fn client(strategy: &str) -> TestClient<Osapi> {
    let url = keystone::start().await;
    let settings = [
        ("auth_strategy", strategy),
        ("filters.authtoken.auth_url", &url),
        ("filters.authtoken.login.password.username", "nova"),
        ("filters.authtoken.login.password.password", "hush"),
    ];
    chosen(&settings, |Told { filters }| State { filters }).expect("right settings")
}

#[tokio::test]
async fn each_pipeline_sees_a_request_in_its_order() {
    let check = async |strategy: &str, path: &str, expected: &str| {
        assert_eq!(filters::way(&client(strategy).await, path).await, expected, "{strategy} {path}");
    };
    let outer = "cors proxy_headers compute_request_id fault_wrap request_log size_limit profiler";
    check("noauth2", "/v2.1/servers", &format!("{outer} no_auth")).await;
    check("noauth2", "/v2/servers", &format!("{outer} no_auth legacy_v2_compatible")).await;
    check("keystone", "/v2.1/servers", outer).await;
    check("keystone", "/v2/servers", &format!("{outer} legacy_v2_compatible")).await;
    check("keystone", "/", "cors fault_wrap request_log proxy_headers").await;
    let document = "cors compute_request_id fault_wrap request_log proxy_headers";
    check("keystone", "/v2.1", document).await;
    check("keystone", "/v2", &format!("{document} legacy_v2_compatible")).await;
}

#[tokio::test]
async fn keystone_says_who_asks() {
    let client = client("keystone").await;
    let asked = |path| client.get(path).header("x-auth-token", "jane").header("x-user-id", "admin");
    assert_eq!(asked("/v2.1/servers").await.text(), "jane");
    assert_eq!(asked("/v2/servers").await.text(), "jane");
}

#[test]
fn without_keystone_nothing_of_it_is_set() {
    let client = chosen::<Osapi, Told, _>(&[("auth_strategy", "noauth2")], |Told { filters }| State { filters });
    assert!(client.is_ok());
}

#[tokio::test]
async fn what_is_at_a_place_needs_no_token_and_what_is_below_it_does() {
    let client = client("keystone").await;
    assert_eq!(client.get("/v2.1").await.text(), "about");
    for path in ["/v2.1/servers", "/v2.1/0a/servers"] {
        let answer = client.get(path).await;
        assert_eq!(answer.status(), 401, "{path}");
        assert!(answer.header("www-authenticate").is_some_and(|challenge| challenge.starts_with("Keystone uri=")));
    }
    assert_eq!(client.get("/v2.10").header("x-auth-token", "jane").await.status(), 404);
}
