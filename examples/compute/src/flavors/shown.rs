//! All that clients see of a flavor.

use terrace::prelude::*;

use crate::Nova;
use crate::links::{Link, Links};
use crate::store::{Flavor, Specs};

/// What documents show.
fn tiny() -> Flavor {
    let [tiny, ..] = Flavor::classic();
    tiny
}

/// A size that a server can have.
#[model(versions = Nova)]
#[example(FlavorDetail::of(&tiny(), &Links::example()))]
pub(super) struct FlavorDetail {
    /// Its id, chosen by whoever made it.
    #[example("1")]
    id: String,
    /// Its name, unique among flavors.
    #[example("m1.tiny")]
    name: String,
    /// Memory, in MiB.
    ram: u32,
    /// Virtual processors.
    vcpus: u32,
    /// The root disk, in GiB.
    disk: u32,
    /// A second disk, in GiB; 0 is none.
    #[serde(rename = "OS-FLV-EXT-DATA:ephemeral")]
    ephemeral: u32,
    /// A swap disk.
    #[until(V2_75)]
    swap: Swap,
    /// A swap disk, in MiB; 0 is none.
    #[since(V2_75)]
    #[serde(rename = "swap")]
    swap_size: u32,
    /// Network bandwidth, relative to other flavors.
    #[until(V2_102)]
    rxtx_factor: f64,
    /// Whether every project may use it.
    #[serde(rename = "os-flavor-access:is_public")]
    is_public: bool,
    /// Whether it is withdrawn from use.
    #[until(V2_102)]
    #[serde(rename = "OS-FLV-DISABLED:disabled")]
    disabled: bool,
    /// What it is, in words.
    #[since(V2_55)]
    description: Option<String>,
    /// What it asks of the machines that its servers run on.
    #[since(V2_61)]
    extra_specs: Specs,
    /// Where it is found.
    links: Vec<Link>,
}

/// The size of a swap disk.
#[model]
#[serde(untagged)]
enum Swap {
    /// So many MiB.
    Size(u32),
    /// There is none.
    None(Nothing),
}

/// What stands for nothing.
#[model]
enum Nothing {
    /// An empty text.
    #[serde(rename = "")]
    Nothing,
}

/// A flavor, in a list.
#[model(versions = Nova)]
#[example(FlavorSummary::of(&tiny(), &Links::example()))]
pub(super) struct FlavorSummary {
    /// Its id, chosen by whoever made it.
    #[example("1")]
    id: String,
    /// Its name, unique among flavors.
    #[example("m1.tiny")]
    name: String,
    /// What it is, in words.
    #[since(V2_55)]
    description: Option<String>,
    /// Where it is found.
    links: Vec<Link>,
}

impl Default for Swap {
    fn default() -> Self {
        Swap::None(Nothing::Nothing)
    }
}

impl FlavorDetail {
    pub(super) fn of(flavor: &Flavor, links: &Links) -> Self {
        FlavorDetail {
            id: flavor.id.clone(),
            name: flavor.name.clone(),
            ram: flavor.ram,
            vcpus: flavor.vcpus,
            disk: flavor.disk,
            ephemeral: flavor.ephemeral,
            swap: if flavor.swap == 0 { Swap::None(Nothing::Nothing) } else { Swap::Size(flavor.swap) },
            swap_size: flavor.swap,
            rxtx_factor: flavor.rxtx_factor,
            is_public: flavor.is_public,
            disabled: flavor.disabled,
            description: flavor.description.clone(),
            extra_specs: flavor.extra_specs.clone(),
            links: links.member("flavors", &flavor.id),
        }
    }
}

impl FlavorSummary {
    pub(super) fn of(flavor: &Flavor, links: &Links) -> Self {
        FlavorSummary {
            id: flavor.id.clone(),
            name: flavor.name.clone(),
            description: flavor.description.clone(),
            links: links.member("flavors", &flavor.id),
        }
    }
}
