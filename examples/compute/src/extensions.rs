//! Extensions: what this service has beside flavors, images and servers, by the names that OpenStack gives it.

use terrace::openstack::{ExtensionsOn, ListedExtension};
use terrace::prelude::*;

use crate::Nova;
use crate::who::OfProject;

/// What this service has beside flavors, images and servers.
///
/// Clients ask it what they can do.
#[controller(path = "/extensions", key = alias: String, versions = Nova, one = "extension", many = "extensions", pipeline = OfProject)]
#[derive(Debug)]
pub struct Extensions;

/// When what is no crate of its own last changed, as far as OpenStack tells.
const UPDATED: &str = "2014-12-03";

/// The alias, name and description of each that is no crate of its own.
const OWN: &[(&str, &str, &str)] = &[
    ("OS-DCF", "DiskConfig", "How the disks of servers are partitioned."),
    ("OS-EXT-AZ", "ExtendedAvailabilityZone", "The availability zone of servers."),
    ("OS-EXT-IMG-SIZE", "ImageSize", "The size of images."),
    ("OS-EXT-IPS", "ExtendedIps", "The type of addresses."),
    ("OS-EXT-IPS-MAC", "ExtendedIpsMac", "The hardware address behind addresses."),
    ("OS-EXT-SRV-ATTR", "ExtendedServerAttributes", "The machine that servers are on."),
    ("OS-FLV-DISABLED", "FlavorDisabled", "Whether flavors are withdrawn."),
    ("OS-FLV-EXT-DATA", "FlavorExtraData", "A second disk of flavors."),
    ("OS-SRV-USG", "ServerUsage", "When servers first became active."),
    ("os-access-ips", "AccessIPs", "Addresses that are made known for servers."),
    ("os-availability-zone", "AvailabilityZone", "Where servers can run."),
    ("os-config-drive", "ConfigDrive", "Drives with the configuration of servers."),
    ("os-flavor-extra-specs", "FlavorExtraSpecs", "What flavors ask of machines."),
    ("os-flavor-manage", "FlavorManage", "Making and deleting flavors."),
    ("os-flavor-rxtx", "FlavorRxtx", "The network bandwidth of flavors."),
    ("os-keypairs", "Keypairs", "SSH keys for servers."),
    ("os-lock-server", "LockServer", "Locking and unlocking servers."),
    ("os-pause-server", "PauseServer", "Pausing and unpausing servers."),
    ("os-server-start-stop", "ServerStartStop", "Switching servers on and off."),
    ("os-used-limits", "UsedLimits", "How much of the limits is used."),
];

#[routes]
impl Extensions {
    /// List extensions.
    ///
    /// By their aliases.
    #[index]
    #[policy("os_compute_api:extensions")]
    async fn index(&self, on: ExtensionsOn) -> Json<Vec<ListedExtension>> {
        Json(all(on))
    }

    /// Show an extension.
    #[show]
    #[policy("os_compute_api:extensions")]
    async fn show(&self, alias: Path<String>, on: ExtensionsOn) -> Result<Json<ListedExtension>, NoExtension> {
        all(on).into_iter().find(|known| known.alias == alias.0).map(Json).ok_or(NoExtension)
    }
}

/// What is here, and the crates that are on, by alias.
fn all(on: ExtensionsOn) -> Vec<ListedExtension> {
    let own = OWN.iter().map(|(alias, name, description)| ListedExtension::new(alias, name, description, UPDATED));
    let mut all: Vec<_> = own.chain(on.0).collect();
    all.sort_by(|one, other| one.alias.cmp(&other.alias));
    all
}

/// There is no such extension.
#[derive(Debug, Failure)]
#[failure(status = 404, detail = "The resource could not be found.")]
struct NoExtension;
