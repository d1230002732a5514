//! `composite!`: which API answers for a path, and that each stays what it is alone.

use terrace::http::Method;
use terrace::prelude::*;
use terrace::{Application, Context, Controller, Failure, Limits, Part, TestClient};

versions! { pub(crate) Nova: "2.1", "2.2" }
versions! { pub(crate) Days: "2025-01-01", "2026-01-01" }

/// What there is.
#[controller(path = "/")]
pub(crate) struct Discovery;

#[routes]
impl Discovery {
    /// List the APIs.
    #[get("/")]
    async fn list(&self) -> &'static str {
        "all"
    }

    /// Show the compute API.
    #[get("/v2.1", operation_id = "show_compute")]
    async fn compute(&self) -> &'static str {
        "compute"
    }

    /// Show the compute API, by its own link.
    #[get("/v2.1/", operation_id = "show_compute_slash")]
    async fn compute_slash(&self) -> &'static str {
        "compute/"
    }

    /// Show one.
    #[get("/versions/{id}")]
    async fn show(&self, id: Path<String>) -> String {
        id.0
    }
}

/// Virtual machines.
#[controller(path = "/servers", key = server_id: u8, versions = Nova)]
pub(crate) struct Servers {
    name: String,
}

#[routes]
impl Servers {
    /// Show a server.
    #[show]
    async fn show(&self, server_id: Path<u8>, version: Version) -> String {
        format!("{} {} {}", self.name, server_id.0, version.label())
    }

    /// Make a server.
    #[create]
    async fn create(&self, name: Json<String>) -> String {
        name.0
    }

    /// Where servers are.
    #[get("/where")]
    async fn place(&self, mount: MountPath) -> String {
        mount.0
    }
}

/// Where the request found the API.
pub(crate) struct MountPath(String);

impl<C: Controller> FromRequest<C> for MountPath {
    const PART: Part = Part::Hidden;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        Ok(MountPath(cx.mount_path()))
    }
}

/// Accounts.
#[controller(path = "/accounts", versions = Days)]
pub(crate) struct Accounts;

#[routes]
impl Accounts {
    /// List accounts.
    #[index]
    async fn index(&self, version: Version) -> String {
        version.label().to_owned()
    }
}

api! {
    /// What there is.
    pub(crate) struct All at "/";
    controllers: [Discovery at "/"];
}

api! {
    /// Compute.
    pub(crate) struct Compute(Nova) at "/v2.1", "/v2.1/{project_id: hex}";
    errors: openstack;
    negotiate: header("OpenStack-API-Version", service = "compute");
    controllers: [Servers];
}

api! {
    /// Compute, as it was.
    pub(crate) struct Legacy(Nova) at "/v2";
    errors: openstack;
    pinned: V2_1;
    body_bytes: 8;
    controllers: [Servers];
}

api! {
    /// Accounts.
    pub(crate) struct Billing(Days) at "/v2/billing";
    negotiate: header("Billing-Date", date);
    controllers: [Accounts];
}

/// Whether there is anything to do.
#[controller(path = "/queue")]
pub(crate) struct Queue;

#[routes]
impl Queue {
    /// Say how much.
    #[show]
    async fn show(&self) -> &'static str {
        "nothing"
    }
}

api! {
    /// What is asked without being anybody.
    pub(crate) struct Open;
    controllers: [Queue at ("/v2.1", "/v2/billing")];
}

composite! {
    /// The whole service.
    pub(crate) struct Site;
    apis: [All, Compute, Legacy, Billing, Open];
}

fn client() -> TestClient<Site> {
    TestClient::new(Site::new("m".to_owned()))
}

#[tokio::test]
async fn the_longest_beginning_counts_segment_by_segment() {
    let client = client();
    let text = async |path: &str| client.get(path).await.text().to_owned();
    assert_eq!(text("/v2.1/servers/1").await, "m 1 2.1");
    assert_eq!(text("/v2.1/a0/servers/1").await, "m 1 2.1");
    assert_eq!(text("/v2/servers/1").await, "m 1 2.1");
    assert_eq!(text("/v2/billing/accounts").await, "2025-01-01");
    assert_eq!(text("/%762.1/servers/1").await, "m 1 2.1");
    assert_eq!(text("/versions/v2.1").await, "v2.1");
}

#[tokio::test]
async fn a_path_of_its_own_is_reached_where_another_api_begins() {
    let client = client();
    assert_eq!(client.get("/").await.text(), "all");
    assert_eq!(client.get("/v2.1").await.text(), "compute");
    assert_eq!(client.get("/v2.1/").await.text(), "compute/");
    assert_eq!(client.post("/v2.1").await.status(), 405);
    assert_eq!(client.request(Method::HEAD, "/v2.1").await.status(), 200);
    assert_eq!(client.request(Method::OPTIONS, "/v2.1").await.header("allow"), Some("GET, HEAD, OPTIONS"));
}

#[tokio::test]
async fn an_api_without_mounts_has_the_paths_of_its_controllers_and_nothing_below() {
    let client = client();
    assert_eq!(client.get("/v2.1/queue").await.text(), "nothing");
    assert_eq!(client.get("/v2/billing/queue").await.text(), "nothing");
    let wrong = client.post("/v2.1/queue").await;
    assert_eq!((wrong.status().as_u16(), wrong.header("content-type")), (405, Some("application/problem+json")));
    let below = client.get("/v2.1/queue/1").await;
    assert_eq!((below.status().as_u16(), below.header("content-type")), (404, Some("text/plain; charset=UTF-8")));
    let alone = TestClient::new(Open::new(()));
    assert_eq!(alone.get("/v2.1/queue").await.text(), "nothing");
    assert_eq!(alone.get("/queue").await.status(), 404);
}

#[tokio::test]
async fn each_api_fails_in_its_own_way() {
    let client = client();
    let media = async |path: &str| {
        let answer = client.get(path).await;
        assert_eq!(answer.status(), 404, "{path}");
        answer.header("content-type").map(str::to_owned)
    };
    let problem = Some("application/problem+json".to_owned());
    let plain = Some("text/plain; charset=UTF-8".to_owned());
    assert_eq!(media("/nothing").await, problem);
    assert_eq!(media("/v2.1x/servers/1").await, problem);
    assert_eq!(media("/v2.1/nothing").await, plain);
    assert_eq!(media("/v2").await, plain);
    assert_eq!(media("/v2/billing/nothing").await, problem);
    assert_eq!(media("/v2/billings").await, plain);
}

#[tokio::test]
async fn each_api_has_its_own_versions() {
    let client = client();
    let ask = |path: &str| client.get(path).header("openstack-api-version", "compute 2.2");
    let compute = ask("/v2.1/servers/1").await;
    assert_eq!((compute.text(), compute.header("openstack-api-version")), ("m 1 2.2", Some("compute 2.2")));
    let legacy = ask("/v2/servers/1").await;
    assert_eq!((legacy.text(), legacy.header("openstack-api-version"), legacy.header("vary")), ("m 1 2.1", None, None));
    let billing = client.get("/v2/billing/accounts").header("billing-date", "2026-05-01").await;
    assert_eq!((billing.text(), billing.header("billing-date")), ("2026-01-01", Some("2026-01-01")));
}

#[tokio::test]
async fn a_shared_controller_knows_where_it_was_found() {
    let client = client();
    for (path, mount) in [
        ("/v2.1/servers/where", "/v2.1"),
        ("/%762.1//servers/where", "/v2.1"),
        ("/v2.1/a0/servers/where", "/v2.1/a0"),
        ("/v2/servers/where", "/v2"),
    ] {
        assert_eq!(client.get(path).await.text(), mount, "{path}");
    }
}

#[tokio::test]
async fn each_api_has_its_own_limits_below_those_of_the_host() {
    let body = serde_json::json!("a name of some length").to_string();
    let create = |client: &TestClient<Site>, path: &str| {
        client.post(path).header("content-type", "application/json").body(body.clone())
    };
    let client = client();
    assert_eq!(create(&client, "/v2.1/servers").await.status(), 201);
    assert_eq!(create(&client, "/v2/servers").await.status(), 413);
    let strict = client.limits(Limits { body_bytes: 9, ..Limits::default() });
    assert_eq!(create(&strict, "/v2.1/servers").await.status(), 413);
}

#[test]
fn it_tells_of_its_apis_without_being_built() {
    let names: Vec<_> = Site::APIS.iter().map(|api| api.table.name).collect();
    assert_eq!(names, ["All", "Compute", "Legacy", "Billing", "Open"]);
}
