//! The compute service as it was in 2015.

use terrace::TestClient;
use terrace::prelude::*;

use crate::filters::{self, *};
use crate::{About, Servers, chosen};

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
        "oslo_middleware:RequestId.factory" => request_id,
        "nova.api.compute_req_id:ComputeReqIdMiddleware.factory" => compute_request_id,
        "nova.api.openstack:FaultWrapper.factory" => fault_wrap,
        "nova.api.openstack.auth:NoAuthMiddleware.factory" => no_auth,
        "nova.api.openstack.compute.limits:RateLimitingMiddleware.factory" => RateLimit {},
        "oslo_middleware:RequestBodySizeLimiter.factory" => SizeLimit {},
        "nova.api.openstack:LegacyV2CompatibleWrapper.factory" => legacy_v2_compatible,
        "keystonemiddleware.auth_token:filter_factory" => auth_token,
        "nova.api.auth:NovaKeystoneContext.factory" => keystone_context,
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

fn client(settings: &[(&str, &str)]) -> TestClient<Osapi> {
    chosen(settings, |Told { filters }| State { filters }).expect("right settings")
}

#[tokio::test]
async fn each_pipeline_sees_a_request_in_its_order() {
    let check = async |strategy: &str, path: &str, expected: &str| {
        let client = client(&[("auth_strategy", strategy), ("legacy_auth_strategy", strategy)]);
        assert_eq!(filters::way(&client, path).await, expected, "{strategy} {path}");
    };
    check("keystone", "/", "fault_wrap").await;
    check("noauth2", "/", "fault_wrap").await;
    check("noauth2", "/v2/servers", "compute_request_id fault_wrap size_limit no_auth rate_limit").await;
    check("noauth2", "/v2.1/servers", "request_id fault_wrap size_limit no_auth").await;
    check("noauth2", "/v3/servers", "request_id fault_wrap size_limit no_auth legacy_v2_compatible").await;
    let keystone = "size_limit auth_token keystone_context";
    check("keystone", "/v2/servers", &format!("compute_request_id fault_wrap {keystone} rate_limit")).await;
    check("keystone", "/v2.1/servers", &format!("request_id fault_wrap {keystone}")).await;
    check("keystone", "/v3/servers", &format!("request_id fault_wrap {keystone} legacy_v2_compatible")).await;
    let client = client(&[("legacy_auth_strategy", "keystone_nolimit")]);
    let way = filters::way(&client, "/v2/servers").await;
    assert_eq!(way, format!("compute_request_id fault_wrap {keystone}"));
}

#[tokio::test]
async fn the_table_says_which_pipeline_counts_where_nobody_chooses() {
    let client = client(&[]);
    for path in ["/v2/servers", "/v2.1/servers", "/v2.1/a0/servers", "/v3/servers"] {
        let answer = client.get(path).await;
        assert_eq!(answer.status(), 401, "{path}");
        assert_eq!(answer.value()["error"]["message"], "a token is needed");
        assert_eq!(client.get(path).header("x-auth-token", "jane").await.text(), "jane");
    }
    assert_eq!(client.get("/").await.text(), "about");
}

#[test]
fn a_pipeline_that_the_ini_does_not_have_is_refused() {
    let Err(refused) =
        chosen::<Osapi, Told, _>(&[("auth_strategy", "keystone_nolimit")], |Told { filters }| State { filters })
    else {
        panic!("accepted")
    };
    let said = "--auth_strategy is `keystone_nolimit`, and must be `keystone` or `noauth2`";
    assert!(refused.to_string().starts_with(said), "{refused}");
}

#[test]
fn options_are_defaults_of_settings() {
    let told = terrace::settings::Sources::none().read::<Told>().expect("right settings");
    assert_eq!(told.settings.filters.ratelimit.limits, r#"(GET, "*", .*, 120, MINUTE)"#);
    assert_eq!(told.settings.filters.sizelimit.bytes, 114_688);
}
