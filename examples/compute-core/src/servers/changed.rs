//! What clients see of a server that they have changed, before 2.75: not all of it.

use std::collections::BTreeMap;

use terrace::prelude::*;

use super::detail::ServerDetail;
use super::parts::{Address, Size};
use crate::Nova;
use crate::links::{Link, Links, Reference};
use crate::store::Server;

/// A server that was changed just now: what every server has always had, and what came later.
#[model(versions = Nova)]
pub(super) struct ChangedServer {
    /// Its id.
    id: Uuid,
    /// Its name, not always unique.
    name: String,
    /// What it is, in one word.
    #[example("ACTIVE")]
    status: String,
    /// The project that owns it.
    tenant_id: String,
    /// Who made it.
    user_id: String,
    /// When it was made.
    created: String,
    /// When it last changed.
    updated: String,
    /// Tells whether two servers of a project are on one machine; empty until it is on any.
    #[serde(rename = "hostId")]
    host_id: String,
    /// The flavor that it was made from.
    #[until(V2_47)]
    flavor: Reference,
    /// The flavor that it was made from, as it was then.
    #[since(V2_47)]
    #[serde(rename = "flavor")]
    size: Size,
    /// The image that it started from.
    image: Reference,
    /// Its labels.
    metadata: BTreeMap<String, String>,
    /// Its addresses, by network.
    addresses: BTreeMap<String, Vec<Address>>,
    /// The IPv4 address that its owner made known; empty for none.
    #[serde(rename = "accessIPv4")]
    access_ipv4: String,
    /// The IPv6 address that its owner made known; empty for none.
    #[serde(rename = "accessIPv6")]
    access_ipv6: String,
    /// Where it is found.
    links: Vec<Link>,
    /// How its disk is partitioned: always `MANUAL`, as the image has it.
    #[serde(rename = "OS-DCF:diskConfig")]
    #[example("MANUAL")]
    disk_config: String,
    /// How far its current task has come, in percent; absent where that means nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    progress: Option<u8>,
    /// Whether it is locked, and lets nothing be done to it.
    #[since(V2_9)]
    locked: bool,
    /// What it is, in its owner's words.
    #[since(V2_19)]
    description: Option<String>,
    /// Its tags.
    #[since(V2_26)]
    tags: Vec<String>,
    /// The certificates that its image was checked with: none.
    #[since(V2_63)]
    trusted_image_certificates: Option<Vec<String>>,
    /// The server groups that it is in: none.
    #[since(V2_71)]
    server_groups: Vec<Uuid>,
    /// Why it is locked, where somebody said so.
    #[since(V2_73)]
    locked_reason: Option<String>,
}

impl ChangedServer {
    pub(super) fn of(server: &Server, links: &Links) -> Self {
        let all = ServerDetail::of(server, links);
        ChangedServer {
            id: all.id,
            name: all.name,
            status: all.status,
            tenant_id: all.tenant_id,
            user_id: all.user_id,
            created: all.created,
            updated: all.updated,
            host_id: all.host_id,
            flavor: all.flavor,
            size: all.size,
            image: all.image,
            metadata: all.metadata,
            addresses: all.addresses,
            access_ipv4: all.access_ipv4,
            access_ipv6: all.access_ipv6,
            links: all.links,
            disk_config: all.disk_config,
            progress: all.progress,
            locked: all.locked,
            description: all.description,
            tags: all.tags,
            trusted_image_certificates: all.trusted_image_certificates,
            server_groups: all.server_groups,
            locked_reason: all.locked_reason,
        }
    }
}
