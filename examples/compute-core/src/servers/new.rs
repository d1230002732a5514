//! What a client says to have a server, or another one, and what it is told.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, Ipv6Addr};

use terrace::http::header::{HeaderValue, LOCATION};
use terrace::prelude::*;
use terrace::{Answer, Answers, Content, Context, HeaderDoc, Identity, Model, Response, Status};

use crate::links::{Link, Links};
use crate::store::{self, Server};
use crate::{Nova, who};

/// A server to be made.
#[model(versions = Nova)]
#[example({
    "name": "web-1", "flavorRef": "1", "imageRef": "11111111-1111-4111-8111-111111111111", "networks": "auto"
})]
pub(super) struct NewServer {
    /// Its name, which others may have too.
    #[check(length = 1..=255)]
    #[example("web-1")]
    name: String,
    /// The id of the flavor to make it from.
    #[serde(rename = "flavorRef")]
    #[example("1")]
    flavor: String,
    /// The id of the image to start from.
    #[serde(rename = "imageRef")]
    #[example("11111111-1111-4111-8111-111111111111")]
    image: Uuid,
    /// Labels to put on it.
    #[serde(default)]
    metadata: BTreeMap<String, String>,
    /// The networks to put it on: none by name, so it is put on the one there is.
    #[until(V2_37)]
    #[serde(default)]
    #[check(items = ..=0)]
    networks: Vec<String>,
    /// The networks to put it on.
    #[since(V2_37, default = Networks::Choice(NetworkChoice::Auto))]
    #[serde(rename = "networks")]
    network_choice: Networks,
    /// How many to make, at least: one.
    #[check(range = 1..=1)]
    min_count: Option<u32>,
    /// How many to make, at most: one.
    #[check(range = 1..=1)]
    max_count: Option<u32>,
    /// What is behind its disks: nothing but the image, once more.
    #[serde(default)]
    #[check(items = ..=1)]
    block_device_mapping_v2: Vec<ImageDisk>,
    /// The key pair to give it.
    key_name: Option<String>,
    /// Where to run it.
    availability_zone: Option<String>,
    /// The IPv4 address to make known for it.
    #[serde(rename = "accessIPv4")]
    access_ipv4: Option<Ipv4Addr>,
    /// The IPv6 address to make known for it.
    #[serde(rename = "accessIPv6")]
    access_ipv6: Option<Ipv6Addr>,
    /// Whether to give it a drive with its configuration.
    #[serde(default)]
    config_drive: bool,
    /// What it is, in its owner's words.
    #[since(V2_19)]
    #[check(length = ..=255)]
    description: Option<String>,
    /// Its tags.
    #[since(V2_52)]
    #[serde(default)]
    #[check(items = ..=50, unique)]
    tags: Vec<NewTag>,
    /// What it is to call itself, if not by its name.
    #[since(V2_90)]
    #[check(length = 1..=63)]
    hostname: Option<String>,
}

/// A tag.
#[model]
struct NewTag(#[check(length = 1..=60)] String);

/// The networks to put a server on.
#[model]
#[serde(untagged)]
enum Networks {
    /// In a word.
    Choice(NetworkChoice),
    /// By name: none, so it is put on the one there is.
    Named(NoNetworks),
}

/// Networks by name: none.
#[model]
struct NoNetworks(#[check(items = ..=0)] Vec<String>);

/// The networks to put a server on, in a word.
#[model]
#[serde(rename_all = "lowercase")]
#[derive(PartialEq, Eq)]
enum NetworkChoice {
    /// On the one there is.
    Auto,
    /// On none.
    None,
}

/// What is to become of a server.
#[model(versions = Nova)]
pub(super) struct ServerChange {
    /// Its name, which others may have too.
    #[check(length = 1..=255)]
    #[example("web-1")]
    name: Option<String>,
    /// The IPv4 address to make known for it.
    #[serde(rename = "accessIPv4")]
    access_ipv4: Option<Ipv4Addr>,
    /// The IPv6 address to make known for it.
    #[serde(rename = "accessIPv6")]
    access_ipv6: Option<Ipv6Addr>,
    /// What it is, in its owner's words; `null` takes them away.
    #[since(V2_19)]
    #[check(length = ..=255)]
    description: Patch<String>,
    /// What it calls itself.
    #[since(V2_90)]
    #[check(length = 1..=63)]
    hostname: Option<String>,
}

/// The disk of a new server that is a copy of its image.
#[model]
struct ImageDisk {
    /// The image's id.
    uuid: Uuid,
    /// It is the first to start from.
    #[check(range = 0..=0)]
    boot_index: u32,
    /// It comes from an image.
    source_type: ImageSource,
    /// It is on the machine itself.
    destination_type: LocalDestination,
    /// It goes when the server goes.
    #[serde(default)]
    delete_on_termination: bool,
}

/// Where a disk comes from.
#[model]
#[serde(rename_all = "lowercase")]
enum ImageSource {
    /// From an image.
    Image,
}

/// Where a disk is.
#[model]
#[serde(rename_all = "lowercase")]
enum LocalDestination {
    /// On the machine that the server runs on.
    Local,
}

/// A server that is being made.
#[model]
struct CreatedServer {
    /// Its id.
    id: Uuid,
    /// Where it will be found.
    links: Vec<Link>,
    /// The password of its administrator, told this once.
    #[serde(rename = "adminPass")]
    admin_pass: String,
    /// How its disk is partitioned: as the image has it.
    #[serde(rename = "OS-DCF:diskConfig")]
    #[example("MANUAL")]
    disk_config: String,
    /// What guards its ports.
    security_groups: Vec<SecurityGroup>,
}

/// The answer with a server that is being made: it says in its head, too, where that will be.
pub(super) struct Launched {
    server: CreatedServer,
    location: String,
}

impl IntoResponse for Launched {
    const ANSWERS: Answers = Answers::of(&[Answer {
        status: Status::Is(202),
        description: "The server is being made",
        content: Content::Json(&CreatedServer::TYPE),
        headers: &[HeaderDoc { name: "Location", description: "Where the server will be", ty: &String::TYPE }],
    }]);

    fn into_response(self, cx: &Context) -> Response {
        let mut response = Accepted(Json(self.server)).into_response(cx);
        if let Ok(location) = HeaderValue::try_from(self.location) {
            response.headers_mut().insert(LOCATION, location);
        }
        response
    }
}

/// Rules for the traffic of a server.
#[model]
struct SecurityGroup {
    /// Its name.
    #[example("default")]
    name: String,
}

impl NewServer {
    /// What the store is to keep, of whoever asks.
    pub(super) fn of(self, who: &Identity) -> store::NewServer {
        store::NewServer {
            project_id: who::project(who).to_owned(),
            user_id: who.user().to_owned(),
            name: self.name,
            image_id: self.image,
            flavor_id: self.flavor,
            key_name: self.key_name,
            availability_zone: self.availability_zone,
            access_ipv4: self.access_ipv4.map(|address| address.to_string()),
            access_ipv6: self.access_ipv6.map(|address| address.to_string()),
            config_drive: self.config_drive,
            networked: !matches!(self.network_choice, Networks::Choice(NetworkChoice::None)),
            description: self.description,
            hostname: self.hostname,
            metadata: self.metadata,
            tags: self.tags.into_iter().map(|tag| tag.0).collect(),
        }
    }
}

impl From<ServerChange> for store::ServerUpdate {
    fn from(change: ServerChange) -> Self {
        store::ServerUpdate {
            name: change.name,
            access_ipv4: change.access_ipv4.map(|address| address.to_string()),
            access_ipv6: change.access_ipv6.map(|address| address.to_string()),
            description: match change.description {
                Patch::Absent => None,
                Patch::Null => Some(None),
                Patch::Value(text) => Some(Some(text)),
            },
            hostname: change.hostname,
        }
    }
}

impl ServerChange {
    /// The name that the server is to have.
    pub(super) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

impl Launched {
    pub(super) fn of(server: &Server, links: &Links) -> Self {
        let created = CreatedServer {
            id: server.id,
            links: links.member("servers", server.id),
            admin_pass: Uuid::new_v4().simple().to_string(),
            disk_config: "MANUAL".to_owned(),
            security_groups: vec![SecurityGroup { name: "default".to_owned() }],
        };
        Launched { location: links.location("servers", server.id), server: created }
    }
}
