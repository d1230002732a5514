//! All that clients see of a server.

use std::collections::BTreeMap;

use terrace::prelude::*;

use crate::links::{Link, Links, Reference};
use crate::store::Server;

/// The one machine, as far as clients are concerned.
pub(crate) const HOST: &str = "fakehost";

/// What stands for it in each server: the SHA-224 of the project's id and its name.
const HOST_ID: &str = "7a0972fe3d1e1c5239fb3fc7b092139aac32d0d945b0f59a5d5ccbff";

/// A server.
#[model]
pub(super) struct ServerDetail {
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
    flavor: Reference,
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
    /// Where it runs; empty until it does.
    #[serde(rename = "OS-EXT-AZ:availability_zone")]
    availability_zone: String,
    /// `True` where it has a drive with its configuration, else empty.
    config_drive: String,
    /// The key pair that it was given.
    key_name: Option<String>,
    /// When it first became active.
    #[serde(rename = "OS-SRV-USG:launched_at")]
    launched_at: Option<String>,
    /// When it was deleted: never yet.
    #[serde(rename = "OS-SRV-USG:terminated_at")]
    terminated_at: Option<String>,
    /// The machine it is on.
    #[serde(rename = "OS-EXT-SRV-ATTR:host")]
    host: Option<String>,
    /// Its name on that machine.
    #[serde(rename = "OS-EXT-SRV-ATTR:instance_name")]
    #[example("instance-00000001")]
    instance_name: String,
    /// The name that the machine's hypervisor has for the machine.
    #[serde(rename = "OS-EXT-SRV-ATTR:hypervisor_hostname")]
    hypervisor_hostname: Option<String>,
    /// What is being done to it.
    #[serde(rename = "OS-EXT-STS:task_state")]
    #[example("rebooting")]
    task_state: Option<String>,
    /// What it is.
    #[serde(rename = "OS-EXT-STS:vm_state")]
    #[example("active")]
    vm_state: String,
    /// Whether it has power: 0 for none or unknown, 1 if it runs, 3 if it is paused, 4 if it is switched off.
    #[serde(rename = "OS-EXT-STS:power_state")]
    power_state: u8,
    /// The volumes attached to it: none.
    #[serde(rename = "os-extended-volumes:volumes_attached")]
    volumes_attached: Vec<VolumeAttachment>,
}

/// A server that was changed just now: what every server has always had.
#[model]
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
    flavor: Reference,
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
}

/// An address of a server.
#[model]
struct Address {
    /// The version of IP.
    #[example(4)]
    version: u8,
    /// The address.
    #[example("10.0.0.1")]
    addr: String,
    /// `fixed`: the server has it for all its life.
    #[serde(rename = "OS-EXT-IPS:type")]
    #[example("fixed")]
    kind: String,
    /// The hardware address behind it.
    #[serde(rename = "OS-EXT-IPS-MAC:mac_addr")]
    #[example("fa:16:3e:00:00:01")]
    mac_addr: String,
}

/// A volume attached to a server.
#[model]
struct VolumeAttachment {
    /// The volume's id.
    id: Uuid,
}

impl ServerDetail {
    pub(super) fn of(server: &Server, links: &Links) -> Self {
        let placed = server.launched_at.is_some();
        ServerDetail {
            id: server.id,
            name: server.name.clone(),
            status: server.status().to_owned(),
            tenant_id: server.project_id.clone(),
            user_id: server.user_id.clone(),
            created: server.created.clone(),
            updated: server.updated.clone(),
            host_id: if placed { HOST_ID.to_owned() } else { String::new() },
            flavor: links.reference("flavors", &server.flavor.id),
            image: links.reference("images", server.image_id),
            metadata: server.metadata.clone(),
            addresses: Address::of(server).into_iter().map(|address| ("private".to_owned(), vec![address])).collect(),
            access_ipv4: server.access_ipv4.clone().unwrap_or_default(),
            access_ipv6: server.access_ipv6.clone().unwrap_or_default(),
            links: links.member("servers", server.id),
            disk_config: "MANUAL".to_owned(),
            progress: matches!(server.status(), "ACTIVE" | "BUILD").then_some(0),
            availability_zone: server.availability_zone.clone().unwrap_or_default(),
            config_drive: if server.config_drive { "True".to_owned() } else { String::new() },
            key_name: server.key_name.clone(),
            launched_at: server.launched_at.clone(),
            terminated_at: None,
            host: placed.then(|| HOST.to_owned()),
            instance_name: format!("instance-{:08x}", server.number),
            hypervisor_hostname: placed.then(|| HOST.to_owned()),
            task_state: server.task_state.map(|task| task.to_string()),
            vm_state: server.vm_state.to_string(),
            power_state: server.vm_state.power(),
            volumes_attached: Vec::new(),
        }
    }
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
            image: all.image,
            metadata: all.metadata,
            addresses: all.addresses,
            access_ipv4: all.access_ipv4,
            access_ipv6: all.access_ipv6,
            links: all.links,
            disk_config: all.disk_config,
            progress: all.progress,
        }
    }
}

impl Address {
    fn of(server: &Server) -> Option<Self> {
        let address = server.address()?;
        let [_, b, c, d] = address.octets();
        Some(Address {
            version: 4,
            addr: address.to_string(),
            kind: "fixed".to_owned(),
            mac_addr: format!("fa:16:3e:{b:02x}:{c:02x}:{d:02x}"),
        })
    }
}
