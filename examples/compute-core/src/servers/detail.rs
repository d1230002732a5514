//! All that clients see of a server.

use std::collections::BTreeMap;

use terrace::prelude::*;

use super::parts::{Address, DescribedImage, Size, VolumeAttachment};
use crate::Nova;
use crate::links::{Link, Links, Reference};
use crate::store::Server;

/// The one machine, as far as clients are concerned.
const HOST: &str = "fakehost";

/// What stands for it in each server: the SHA-224 of the project's id and its name.
const HOST_ID: &str = "7a0972fe3d1e1c5239fb3fc7b092139aac32d0d945b0f59a5d5ccbff";

/// A server.
#[model(versions = Nova, open)]
#[derive(Debug)]
pub struct ServerDetail {
    /// Its id.
    pub id: Uuid,
    /// Its name, not always unique.
    pub(super) name: String,
    /// What it is, in one word.
    #[example("ACTIVE")]
    pub(super) status: String,
    /// The project that owns it.
    pub(super) tenant_id: String,
    /// Who made it.
    pub(super) user_id: String,
    /// When it was made.
    pub(super) created: String,
    /// When it last changed.
    pub(super) updated: String,
    /// Tells whether two servers of a project are on one machine; empty until it is on any.
    #[serde(rename = "hostId")]
    pub(super) host_id: String,
    /// The flavor that it was made from.
    #[until(V2_47)]
    pub(super) flavor: Reference,
    /// The flavor that it was made from, as it was then.
    #[since(V2_47)]
    #[serde(rename = "flavor")]
    pub(super) size: Size,
    /// The image that it started from.
    #[until(V2_98)]
    pub(super) image: Reference,
    /// The image that it started from, and what that says about itself.
    #[since(V2_98)]
    #[serde(rename = "image")]
    pub(super) image_described: DescribedImage,
    /// Its labels.
    pub(super) metadata: BTreeMap<String, String>,
    /// Its addresses, by network.
    pub(super) addresses: BTreeMap<String, Vec<Address>>,
    /// The IPv4 address that its owner made known; empty for none.
    #[serde(rename = "accessIPv4")]
    pub(super) access_ipv4: String,
    /// The IPv6 address that its owner made known; empty for none.
    #[serde(rename = "accessIPv6")]
    pub(super) access_ipv6: String,
    /// Where it is found.
    pub(super) links: Vec<Link>,
    /// How its disk is partitioned: always `MANUAL`, as the image has it.
    #[serde(rename = "OS-DCF:diskConfig")]
    #[example("MANUAL")]
    pub(super) disk_config: String,
    /// How far its current task has come, in percent; absent where that means nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) progress: Option<u8>,
    /// Whether it is locked, and lets nothing be done to it.
    #[since(V2_9)]
    pub(super) locked: bool,
    /// What it is, in its owner's words.
    #[since(V2_19)]
    pub(super) description: Option<String>,
    /// Its tags.
    #[since(V2_26)]
    pub(super) tags: Vec<String>,
    /// The certificates that its image was checked with: none.
    #[since(V2_63)]
    pub(super) trusted_image_certificates: Option<Vec<String>>,
    /// The server groups that it is in: none.
    #[since(V2_71)]
    pub(super) server_groups: Vec<Uuid>,
    /// Why it is locked, where somebody said so.
    #[since(V2_73)]
    pub(super) locked_reason: Option<String>,
    /// Where it runs; empty until it does.
    #[serde(rename = "OS-EXT-AZ:availability_zone")]
    pub(super) availability_zone: String,
    /// `True` where it has a drive with its configuration, else empty.
    pub(super) config_drive: String,
    /// The key pair that it was given.
    pub(super) key_name: Option<String>,
    /// When it first became active.
    #[serde(rename = "OS-SRV-USG:launched_at")]
    pub(super) launched_at: Option<String>,
    /// When it was deleted: never yet.
    #[serde(rename = "OS-SRV-USG:terminated_at")]
    pub(super) terminated_at: Option<String>,
    /// The machine it is on.
    #[serde(rename = "OS-EXT-SRV-ATTR:host")]
    pub(super) host: Option<String>,
    /// Its name on that machine.
    #[serde(rename = "OS-EXT-SRV-ATTR:instance_name")]
    #[example("instance-00000001")]
    pub(super) instance_name: String,
    /// The name that the machine's hypervisor has for the machine.
    #[serde(rename = "OS-EXT-SRV-ATTR:hypervisor_hostname")]
    pub(super) hypervisor_hostname: Option<String>,
    /// The volumes attached to it: none.
    #[serde(rename = "os-extended-volumes:volumes_attached")]
    pub(super) volumes_attached: Vec<VolumeAttachment>,
    /// What it calls itself.
    #[since(V2_3)]
    #[serde(rename = "OS-EXT-SRV-ATTR:hostname")]
    pub(super) hostname: String,
    /// The kernel that it starts with, if not its own: empty.
    #[since(V2_3)]
    #[serde(rename = "OS-EXT-SRV-ATTR:kernel_id")]
    pub(super) kernel_id: String,
    /// The first disk that it starts with, if not its own: empty.
    #[since(V2_3)]
    #[serde(rename = "OS-EXT-SRV-ATTR:ramdisk_id")]
    pub(super) ramdisk_id: String,
    /// Its place among the servers of one request: the only one.
    #[since(V2_3)]
    #[serde(rename = "OS-EXT-SRV-ATTR:launch_index")]
    pub(super) launch_index: u32,
    /// The request that it was made by.
    #[since(V2_3)]
    #[serde(rename = "OS-EXT-SRV-ATTR:reservation_id")]
    #[example("r-00000001")]
    pub(super) reservation_id: String,
    /// Its root disk, as it sees it.
    #[since(V2_3)]
    #[serde(rename = "OS-EXT-SRV-ATTR:root_device_name")]
    #[example("/dev/sda")]
    pub(super) root_device_name: String,
    /// What it was given to read when it first started: nothing.
    #[since(V2_3)]
    #[serde(rename = "OS-EXT-SRV-ATTR:user_data")]
    pub(super) user_data: Option<String>,
    /// How its machine is: `UP`, `DOWN` or `MAINTENANCE`; empty until it is on any.
    #[since(V2_16)]
    #[example("UP")]
    pub(super) host_status: String,
    /// The availability zone that it was asked to run in.
    #[since(V2_96)]
    pub(super) pinned_availability_zone: Option<String>,
    /// What its placing was told to look at: nothing.
    #[since(V2_100)]
    pub(super) scheduler_hints: BTreeMap<String, String>,
    /// What extensions show of it.
    pub(super) extra: Extra<ServerDetail>,
}

impl ServerDetail {
    pub(super) fn of(server: &Server, links: &Links) -> Self {
        let placed = server.is_placed();
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
            size: Size::of(&server.flavor),
            image: links.reference("images", server.image_id),
            image_described: DescribedImage::of(links.reference("images", server.image_id)),
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
            instance_name: server.instance_name(),
            hypervisor_hostname: placed.then(|| HOST.to_owned()),
            volumes_attached: Vec::new(),
            locked: server.locked,
            description: server.description.clone(),
            tags: server.tags.clone(),
            trusted_image_certificates: None,
            server_groups: Vec::new(),
            locked_reason: server.locked_reason.clone(),
            hostname: server.hostname.clone().unwrap_or_else(|| hostname(&server.name)),
            kernel_id: String::new(),
            ramdisk_id: String::new(),
            launch_index: 0,
            reservation_id: format!("r-{:08x}", server.number),
            root_device_name: "/dev/sda".to_owned(),
            user_data: None,
            host_status: server.host_status.clone().filter(|_| placed).unwrap_or_default(),
            pinned_availability_zone: server.pinned_zone.clone(),
            scheduler_hints: BTreeMap::new(),
            extra: Extra::default(),
        }
    }
}

/// A name as that of a host: letters and digits, and what else there is as `-`.
fn hostname(name: &str) -> String {
    let plain =
        |found: char| if found.is_ascii_alphanumeric() || found == '.' { found.to_ascii_lowercase() } else { '-' };
    name.chars().map(plain).collect::<String>().trim_matches(['-', '.']).chars().take(63).collect()
}
