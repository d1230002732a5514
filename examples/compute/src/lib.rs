//! An example service in the manner of OpenStack Compute: servers, and what they are made from, on SQLite.
//!
//! Each resource is one file: [`Servers`] and their [`Metadata`], [`ServerGroups`], [`Keypairs`], [`Flavors`] and their
//! [`ExtraSpecs`], [`Images`], [`AvailabilityZones`], [`Limits`], [`Extensions`], and [`Discovery`], by which clients find
//! them. What they share is in `links.rs` and `paging.rs`. Behind them are the [`store`], which keeps everything, and the
//! [`driver`], which stands in for the machines.

pub mod driver;
pub mod store;

mod availability_zones;
mod discovery;
mod extensions;
mod extra_specs;
mod flavors;
mod images;
mod keypairs;
mod limits;
mod links;
mod metadata;
mod paging;
mod server_groups;
mod servers;

use terrace::Health;
use terrace::prelude::*;

use store::Store;

pub use availability_zones::AvailabilityZones;
pub use discovery::Discovery;
pub use extensions::Extensions;
pub use extra_specs::ExtraSpecs;
pub use flavors::{FlavorError, Flavors};
pub use images::{ImageError, Images};
pub use keypairs::{KeypairError, Keypairs};
pub use limits::Limits;
pub use metadata::Metadata;
pub use server_groups::{ServerGroupError, ServerGroups};
pub use servers::{ServerError, Servers};

versions! {
    /// Microversions of the compute API.
    pub Nova: "2.1" ..= "2.2"
}

api! {
    /// Compute API
    ///
    /// Virtual machines (servers), the sizes they come in (flavors), what they start from (images), and what goes with
    /// them, as OpenStack clients know them.
    ///
    /// Every path below `/v2.1` is also found below `/v2.1/{project_id}`. There is one project, and whoever asks is
    /// its administrator.
    pub struct Compute(Nova) at "/v2.1", "/v2.1/{project_id: hex}";
    errors: openstack;
    negotiate: header("OpenStack-API-Version", service = "compute"), legacy "X-OpenStack-Nova-API-Version";
    controllers: [
        Discovery at "/",
        Flavors,
        ExtraSpecs,
        Servers,
        Metadata,
        Keypairs,
        ServerGroups,
        Images,
        AvailabilityZones,
        Limits,
        Extensions,
    ];
}

/// What the API is built from.
#[derive(Clone, Debug, FromRef)]
pub struct State {
    store: Store,
}

impl State {
    /// The API's state on top of a store. What the API begins, a [`driver`] finishes.
    pub fn new(store: Store) -> Self {
        State { store }
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// What the service needs to be ready: its database.
    pub fn health(&self) -> Health {
        let store = self.store.clone();
        Health::new().check("database", move || {
            let store = store.clone();
            async move { store.answers().await }
        })
    }
}

/// The one project there is, until requests are authenticated.
const PROJECT: &str = "00000000000040008000000000000001";

/// The administrator, who everybody is until then.
const USER: &str = "00000000000040008000000000000002";
