//! What an administrator says to have a flavor, or another one.

use terrace::prelude::*;

use crate::Nova;
use crate::name::{BadName, printable};
use crate::store::{Flavor, StoreError};
use crate::whole::{NotWhole, Whole};

/// Why a flavor was not made.
#[derive(Debug, Failure)]
pub(super) enum NewFlavorError {
    /// The id has other characters than letters, digits, `.`, `_` and `-`.
    #[failure(
        status = 400,
        detail = "Invalid input for field/attribute id. Value: {0}. It does not match '^[a-zA-Z0-9._-]+$'"
    )]
    Id(String),
    /// The name has control characters, or whitespace at an end.
    #[failure(transparent)]
    Name(BadName),
    /// A number is too small, or a text holds none.
    #[failure(transparent)]
    Number(NotWhole),
    /// Another flavor has this id or this name.
    #[failure(status = 409, detail = "{0}")]
    Taken(StoreError),
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

/// A flavor to be made.
#[model(versions = Nova)]
#[example({ "name": "m1.tiny", "ram": 512, "vcpus": 1, "disk": 1 })]
pub(super) struct NewFlavor {
    /// Its name, which no other flavor has.
    #[check(length = 1..=255)]
    #[example("m1.tiny")]
    name: String,
    /// Its id, which no other flavor has; a new UUID where this is absent or `auto`.
    #[check(length = 1..=255)]
    id: Option<String>,
    /// Memory, in MiB: 1 or more.
    ram: Whole,
    /// Virtual processors: 1 or more.
    vcpus: Whole,
    /// The root disk, in GiB: 0 or more.
    disk: Whole,
    /// A second disk, in GiB; 0 is none.
    #[serde(rename = "OS-FLV-EXT-DATA:ephemeral")]
    ephemeral: Option<Whole>,
    /// A swap disk, in MiB; 0 is none.
    swap: Option<Whole>,
    /// Network bandwidth, relative to other flavors.
    #[until(V2_102)]
    rxtx_factor: Option<f64>,
    /// What it is, in words.
    #[since(V2_55)]
    #[check(length = ..=65535)]
    description: Option<String>,
    /// Whether every project may use it, which is so where this is absent.
    #[serde(rename = "os-flavor-access:is_public")]
    is_public: Option<bool>,
}

/// What is to become of a flavor.
#[model]
pub(super) struct FlavorChange {
    /// What it is, in words.
    #[check(length = ..=65535)]
    pub(super) description: Option<String>,
}

impl NewFlavor {
    pub(super) fn into_flavor(self) -> Result<Flavor, NewFlavorError> {
        printable(&self.name)?;
        let (ram, vcpus, disk) = (self.ram.positive("ram")?, self.vcpus.positive("vcpus")?, self.disk.natural("disk")?);
        let with_defaults = Flavor::new(self.name, ram, vcpus, disk);
        let size = |size: Option<Whole>, field| size.map_or(Ok(0), |size| size.natural(field));
        let id = match self.id {
            Some(id) if id.contains(|found: char| !found.is_ascii_alphanumeric() && !"._-".contains(found)) => {
                return Err(NewFlavorError::Id(id));
            }
            Some(id) if id != "auto" => id,
            _ => with_defaults.id,
        };
        Ok(Flavor {
            id,
            ephemeral: size(self.ephemeral, "OS-FLV-EXT-DATA:ephemeral")?,
            swap: size(self.swap, "swap")?,
            description: self.description,
            rxtx_factor: self.rxtx_factor.unwrap_or(with_defaults.rxtx_factor),
            is_public: self.is_public.unwrap_or(with_defaults.is_public),
            ..with_defaults
        })
    }
}

impl From<StoreError> for NewFlavorError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::FlavorIdTaken(_) | StoreError::FlavorNameTaken(_) => NewFlavorError::Taken(error),
            other => NewFlavorError::Store(other.into()),
        }
    }
}
