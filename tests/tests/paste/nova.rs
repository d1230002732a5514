//! The compute service as it is today, with the filters that ask Keystone.

use terrace::http::Method;
use terrace::prelude::*;
use terrace::settings::Sources;
use terrace::{FromState, Parts, TestClient};

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
        "nova.api.compute_req_id:ComputeReqIdMiddleware.factory" => RequestId {},
        "nova.api.openstack:FaultWrapper.factory" => FaultWrap,
        "nova.api.openstack.auth:NoAuthMiddleware.factory" => NoAuth {},
        "nova.api.openstack.requestlog:RequestLog.factory" => AccessLog {},
        "nova.profiler:WsgiMiddleware.factory" => profiler,
        "oslo_middleware:RequestBodySizeLimiter.factory" => SizeLimit {},
        "oslo_middleware.cors:filter_factory" => Cors { oslo_config_project => _ },
        "oslo_middleware.http_proxy_to_wsgi:HTTPProxyToWSGI.factory" => TrustedProxies {},
        "nova.api.openstack:LegacyV2CompatibleWrapper.factory" => LegacyV2Compatible,
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

async fn client(settings: &[(&str, &str)]) -> TestClient<Osapi> {
    let url = keystone::start().await;
    let settings = [settings, &keystone::login(&url)].concat();
    chosen(&settings, |Told { filters }| State { filters }).expect("right settings")
}

async fn of(strategy: &str) -> TestClient<Osapi> {
    client(&[("auth_strategy", strategy)]).await
}

#[tokio::test]
async fn each_pipeline_sees_a_request_in_its_order() {
    let check = async |strategy: &str, path: &str, expected: &str| {
        assert_eq!(filters::way(&of(strategy).await, path).await, expected, "{strategy} {path}");
    };
    let outer = "Cors TrustedProxies RequestId FaultWrap AccessLog SizeLimit profiler";
    check("noauth2", "/v2.1/servers", &format!("{outer} NoAuth")).await;
    check("noauth2", "/v2/servers", &format!("{outer} NoAuth LegacyV2Compatible")).await;
    check("keystone", "/v2.1/servers", &format!("{outer} AuthToken KeystoneContext")).await;
    check("keystone", "/v2/servers", &format!("{outer} AuthToken KeystoneContext LegacyV2Compatible")).await;
    check("keystone", "/", "Cors FaultWrap AccessLog TrustedProxies").await;
    let document = "Cors RequestId FaultWrap AccessLog TrustedProxies";
    check("keystone", "/v2.1", document).await;
    check("keystone", "/v2", &format!("{document} LegacyV2Compatible")).await;
}

#[tokio::test]
async fn keystone_says_who_asks() {
    let client = of("keystone").await;
    let asked = |path| client.get(path).header("x-auth-token", "jane").header("x-user-id", "admin");
    assert_eq!(asked("/v2.1/servers").await.text(), "jane");
    assert_eq!(asked("/v2/servers").await.text(), "jane");
}

#[test]
fn a_service_whose_pipeline_cannot_ask_keystone_does_not_start() {
    let ready = |strategy| {
        let sources = Sources::none().application::<Osapi>().flag("auth_strategy", strategy);
        let (Told { filters }, told) = sources.read::<Told>().expect("right settings").split();
        let parts = Parts::new(State { filters }).settings(&told);
        Osapi::from_state(&parts);
        parts.ready().map_err(|error| error.to_string())
    };
    let said = "the filter `AuthToken` asks Keystone: its settings `auth_url` and `login` must be set";
    assert_eq!(ready("keystone"), Err(said.to_owned()));
    assert_eq!(ready("noauth2"), Ok(()));
}

#[tokio::test]
async fn what_is_at_a_place_needs_no_token_and_what_is_below_it_does() {
    let client = of("keystone").await;
    assert_eq!(client.get("/v2.1").await.text(), "about");
    for path in ["/v2.1/servers", "/v2.1/0a/servers"] {
        let answer = client.get(path).await;
        assert_eq!(answer.status(), 401, "{path}");
        assert!(answer.header("www-authenticate").is_some_and(|challenge| challenge.starts_with("Keystone uri=")));
    }
    assert_eq!(client.get("/v2.10").header("x-auth-token", "jane").await.status(), 404);
}

#[tokio::test]
async fn a_browser_asks_without_a_token_whether_its_page_may() {
    let client = client(&[("filters.cors.origins", "https://cloud.example")]).await;
    filters::taken();
    let asked = client.request(Method::OPTIONS, "/v2.1/servers").header("origin", "https://cloud.example");
    let asked = asked.header("access-control-request-method", "GET").await;
    assert_eq!(asked.header("access-control-allow-origin"), Some("https://cloud.example"));
    assert_eq!(filters::taken(), "Cors -Cors");
    let page = client.get("/v2.1/servers").header("origin", "https://cloud.example").await;
    assert_eq!(page.status(), 401);
    assert_eq!(page.header("access-control-allow-origin"), Some("https://cloud.example"));
}

#[tokio::test]
async fn a_proxy_that_is_trusted_says_where_the_service_is() {
    for (trusted, url) in [("false", "http://localhost/v2.1/admin"), ("true", "http://cloud.example/v2.1/admin")] {
        let client = client(&[("auth_strategy", "noauth2"), ("filters.http_proxy_to_wsgi.unix", trusted)]).await;
        let answer = client.get("/v2.1/").header("x-forwarded-host", "cloud.example").await;
        assert_eq!((answer.status().as_u16(), answer.header("x-server-management-url")), (204, Some(url)));
    }
}

#[tokio::test]
async fn what_is_too_large_is_refused_before_keystone_is_asked() {
    let client = client(&[("filters.sizelimit.body_bytes", "16")]).await;
    filters::taken();
    let asked = client
        .post("/v2.1/servers")
        .header("content-type", "application/json")
        .body(r#"{"name":"larger than that"}"#)
        .await;
    assert_eq!(asked.status(), 413);
    assert!(asked.text().starts_with("413 Request Entity Too Large"), "{}", asked.text());
    let outer = "Cors TrustedProxies RequestId FaultWrap AccessLog SizeLimit";
    assert_eq!(filters::taken(), format!("{outer} -SizeLimit -AccessLog -FaultWrap -RequestId -TrustedProxies -Cors"));
}

#[tokio::test]
async fn a_filter_that_fails_is_a_fault_and_those_outside_see_it() {
    let client = of("keystone").await;
    filters::taken();
    let answer = client.get("/v2.1/servers").header("x-auth-token", "jane").header("x-trace-info", "?").await;
    assert_eq!((answer.status().as_u16(), &answer.value()["computeFault"]["code"]), (500, &500.into()));
    let outer = "Cors TrustedProxies RequestId FaultWrap";
    let seen = format!("{outer} AccessLog SizeLimit profiler -FaultWrap -RequestId -TrustedProxies -Cors");
    assert_eq!(filters::taken(), seen, "what is inside of `FaultWrap` is gone");
}

#[tokio::test]
async fn clients_of_v2_may_say_what_nobody_knows() {
    crate::legacy(&of("noauth2").await, "/v2.1/servers", "/v2/servers").await;
}
