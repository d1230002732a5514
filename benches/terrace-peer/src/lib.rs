//! terrace: the whole table declared with its macros, as a user would.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use terrace::filter::Head;
use terrace::filters::{FaultWrap, RequestId, SizeLimit};
use terrace::prelude::*;
use terrace::{Security, Unauthorized};

mod r#gen;

pub use r#gen::Compute;

#[model]
pub struct ZoneState {
    pub available: bool,
}

#[model]
pub struct AvailabilityZone {
    pub zone_name: String,
    pub zone_state: ZoneState,
    pub host_count: i32,
    pub vcpus_total: i32,
    pub vcpus_used: i32,
}

#[model]
pub struct Event {
    pub server_id: String,
    pub request_id: String,
    pub event_id: String,
    pub result: String,
}

#[model]
pub struct Stub {
    pub operation: String,
    pub id: Option<String>,
}

#[model]
pub struct Link {
    pub rel: String,
    pub href: String,
}

#[model]
pub struct Address {
    pub addr: String,
    pub version: i32,
    pub mac_addr: String,
}

#[model]
pub struct Server {
    pub id: String,
    pub name: String,
    pub status: String,
    pub tenant_id: String,
    pub user_id: String,
    pub created: String,
    pub progress: i32,
    pub locked: bool,
    pub key_name: Option<String>,
    pub metadata: BTreeMap<String, String>,
    pub addresses: Vec<Address>,
    pub links: Vec<Link>,
}

#[model]
#[derive(Clone)]
pub struct ServerList {
    pub servers: Arc<Vec<Server>>,
}

#[model]
pub struct NewNetwork {
    pub uuid: Uuid,
    pub fixed_ip: Option<String>,
    pub tag: Option<String>,
}

#[model]
pub struct NewBlockDevice {
    pub boot_index: i32,
    pub uuid: Uuid,
    pub source_type: String,
    pub destination_type: String,
    #[check(range = 1..)]
    pub volume_size: i32,
    pub delete_on_termination: bool,
}

#[model]
pub struct NewGroup {
    pub name: String,
}

#[model]
pub struct NewServer {
    #[check(length = 1..=255)]
    pub name: String,
    pub image_ref: Uuid,
    pub flavor_ref: String,
    pub availability_zone: Option<String>,
    pub key_name: Option<String>,
    pub config_drive: bool,
    #[check(range = 1..)]
    pub min_count: i32,
    pub max_count: i32,
    #[check(items = ..=128, keys(length = ..=255), each(length = ..=255))]
    pub metadata: BTreeMap<String, String>,
    #[check(items = 1..)]
    pub networks: Vec<NewNetwork>,
    pub security_groups: Vec<NewGroup>,
    pub block_device_mapping: Vec<NewBlockDevice>,
    pub user_data: Option<String>,
}

#[model]
pub struct CreateServer {
    pub server: NewServer,
}

/// What no rule of one field can say.
fn counted(body: Json<CreateServer>) -> Result<Json<CreateServer>, BadRequest> {
    let server = &body.server;
    if server.min_count > server.max_count {
        return Err(BadRequest::new("min_count is more than max_count"));
    }
    Ok(body)
}

fn zone() -> AvailabilityZone {
    AvailabilityZone {
        zone_name: "nova".to_owned(),
        zone_state: ZoneState { available: true },
        host_count: 12,
        vcpus_total: 768,
        vcpus_used: 301,
    }
}

fn event(server_id: String, request_id: String, event_id: String) -> Event {
    Event { server_id, request_id, event_id, result: "Success".to_owned() }
}

fn stub(operation: &str, id: Option<String>) -> Stub {
    Stub { operation: operation.to_owned(), id }
}

/// What is served from memory.
#[derive(Clone)]
pub struct Data {
    list: ServerList,
}

/// Who has which token.
#[derive(Clone)]
struct Tokens(Arc<HashMap<String, Auth>>);

/// Whom a token is of.
#[derive(Clone, Debug, Provided)]
struct Auth {
    user_id: String,
    project_id: String,
}

/// What the pipeline leaves for the handler.
#[derive(Clone, Debug, Provided)]
#[expect(dead_code, reason = "the handler looks at who asks, as in every peer")]
struct RequestContext {
    request_id: String,
    user_id: String,
    project_id: String,
}

/// Asks for a token.
#[filter(security = Security::Header { name: "token", header: "x-auth-token" })]
fn auth(tokens: &Tokens, request: Head<'_>) -> Result<Auth, Unauthorized> {
    let token = request.headers().get("x-auth-token").and_then(|token| token.to_str().ok());
    token.and_then(|token| tokens.0.get(token)).cloned().ok_or_else(|| Unauthorized::new("unauthorized"))
}

/// Puts together what handlers want to know.
#[filter]
fn context(who: Auth, request: Head<'_>) -> RequestContext {
    RequestContext { request_id: request.id().to_string(), user_id: who.user_id, project_id: who.project_id }
}

pipeline! {
    /// Five filters before the small document.
    pub Piped: [RequestId, FaultWrap, SizeLimit, auth, context]
}

/// Zones behind filters.
#[controller(path = "/os-availability-zone")]
struct Zones;

#[routes]
impl Zones {
    #[index]
    async fn index(&self, asked: RequestContext) -> Json<AvailabilityZone> {
        std::hint::black_box(&asked.user_id);
        Json(zone())
    }
}

api! {
    /// The same behind filters.
    struct Pipe at "/pipe/v2.1";
    errors: openstack;
    pipeline: Piped;
    controllers: [Zones];
}

/// The service.
#[controller(path = "/")]
struct Root;

#[routes]
impl Root {
    #[index]
    async fn index(&self) -> Json<Stub> {
        Json(stub("get_root", None))
    }
}

api! {
    /// What stands above the rest.
    struct Site at "/";
    errors: openstack;
    controllers: [Root];
}

composite! {
    /// The service.
    pub struct Peer;
    apis: [Site, Pipe, Compute];
}

/// What the APIs are built from.
#[derive(Clone, FromRef)]
pub struct State {
    data: Data,
    tokens: Tokens,
    request_id: RequestId,
    size_limit: SizeLimit,
}

impl State {
    /// The data and the tokens that all peers have.
    pub fn common() -> Self {
        let list = serde_json::from_str(&common::servers_json()).expect("the peers' data are documents");
        let known = common::tokens().into_iter();
        let tokens = known.map(|(token, common::Auth { user_id, project_id })| (token, Auth { user_id, project_id }));
        State {
            data: Data { list },
            tokens: Tokens(Arc::new(tokens.collect())),
            request_id: RequestId::default(),
            size_limit: SizeLimit { body_bytes: common::MAX_BODY },
        }
    }
}
