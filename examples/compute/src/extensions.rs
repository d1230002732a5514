//! Extensions: what this service has beside flavors, images and servers, by the names that OpenStack gives it.

use terrace::prelude::*;

use crate::Nova;
use crate::who::OfProject;

/// What this service has beside flavors, images and servers.
///
/// A list that does not change. Clients ask it what they can do.
#[controller(path = "/extensions", key = alias: String, versions = Nova, one = "extension", many = "extensions", pipeline = OfProject)]
#[derive(Debug)]
pub struct Extensions;

/// The alias, name and description of each, by alias.
const ALL: &[(&str, &str, &str)] = &[
    ("OS-DCF", "DiskConfig", "How the disks of servers are partitioned."),
    ("OS-EXT-AZ", "ExtendedAvailabilityZone", "The availability zone of servers."),
    ("OS-EXT-IMG-SIZE", "ImageSize", "The size of images."),
    ("OS-EXT-IPS", "ExtendedIps", "The type of addresses."),
    ("OS-EXT-IPS-MAC", "ExtendedIpsMac", "The hardware address behind addresses."),
    ("OS-EXT-SRV-ATTR", "ExtendedServerAttributes", "The machine that servers are on."),
    ("OS-EXT-STS", "ExtendedStatus", "What servers are, and what is being done to them."),
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
    ("os-server-groups", "ServerGroups", "What is asked of the machines of several servers."),
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
    async fn index(&self) -> Json<Vec<Extension>> {
        Json(ALL.iter().map(Extension::of).collect())
    }

    /// Show an extension.
    #[show]
    #[policy("os_compute_api:extensions")]
    async fn show(&self, alias: Path<String>) -> Result<Json<Extension>, NoExtension> {
        let found = ALL.iter().find(|(known, ..)| *known == alias.0).ok_or(NoExtension)?;
        Ok(Json(Extension::of(found)))
    }
}

/// There is no such extension.
#[derive(Debug, Failure)]
#[failure(status = 404, detail = "The resource could not be found.")]
struct NoExtension;

/// Something that this service has.
#[model]
struct Extension {
    /// Its short name.
    #[example("os-keypairs")]
    alias: String,
    /// Its name.
    #[example("Keypairs")]
    name: String,
    /// What it is.
    description: String,
    /// Where it is described: nowhere.
    links: Vec<String>,
    /// What was once its XML namespace.
    #[example("http://docs.openstack.org/compute/ext/fake_xml")]
    namespace: String,
    /// When it last changed, as far as OpenStack tells.
    #[example("2014-12-03T00:00:00Z")]
    updated: String,
}

impl Extension {
    fn of(&(alias, name, description): &(&str, &str, &str)) -> Self {
        Extension {
            alias: alias.to_owned(),
            name: name.to_owned(),
            description: description.to_owned(),
            links: Vec::new(),
            namespace: "http://docs.openstack.org/compute/ext/fake_xml".to_owned(),
            updated: "2014-12-03T00:00:00Z".to_owned(),
        }
    }
}
