//! What a server has: its size, its image, its addresses, its volumes.

use std::collections::BTreeMap;

use terrace::prelude::*;

use crate::links::{Link, Reference};
use crate::store::{Server, ServerFlavor};

/// A flavor, as it was when a server was made from it.
#[model]
#[derive(Debug, Default)]
pub(super) struct Size {
    /// Virtual processors.
    vcpus: u32,
    /// Memory, in MiB.
    ram: u32,
    /// The root disk, in GiB.
    disk: u32,
    /// A second disk, in GiB; 0 is none.
    ephemeral: u32,
    /// A swap disk, in MiB; 0 is none.
    swap: u32,
    /// The name that the flavor had.
    #[example("m1.tiny")]
    original_name: String,
    /// What it asked of the machine.
    extra_specs: BTreeMap<String, String>,
}

/// An image, and what it says about itself.
#[model]
#[derive(Debug, Default)]
pub(super) struct DescribedImage {
    /// Its id.
    id: String,
    /// Where it is found.
    links: Vec<Link>,
    /// What it says about itself: nothing.
    properties: BTreeMap<String, String>,
}

/// An address of a server.
#[model]
#[derive(Debug)]
pub(super) struct Address {
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
#[derive(Debug)]
pub(super) struct VolumeAttachment {
    /// The volume's id.
    id: Uuid,
}

impl Size {
    pub(super) fn of(flavor: &ServerFlavor) -> Self {
        Size {
            vcpus: flavor.vcpus,
            ram: flavor.ram,
            disk: flavor.disk,
            ephemeral: flavor.ephemeral,
            swap: flavor.swap,
            original_name: flavor.name.clone(),
            extra_specs: flavor.extra_specs.clone(),
        }
    }
}

impl DescribedImage {
    pub(super) fn of(image: Reference) -> Self {
        DescribedImage { id: image.id, links: image.links, properties: BTreeMap::new() }
    }
}

impl Address {
    pub(super) fn of(server: &Server) -> Option<Self> {
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
