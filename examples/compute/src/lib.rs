//! An example service in the manner of OpenStack Compute: servers, and what they are made from, on SQLite.
//!
//! Each resource is one file: what belongs to a server ([`Metadata`], [`Diagnostics`], [`ServerConsole`]),
//! [`Keypairs`], [`Flavors`] with their [`ExtraSpecs`] and [`FlavorAccess`], [`Images`]; for administrators
//! the machines as [`Hypervisors`], [`Hosts`] and [`Services`], in [`Aggregates`] and [`AvailabilityZones`]; [`Quotas`],
//! [`QuotaClasses`] and [`Limits`]; [`Extensions`], and what was [`Removed`]. The servers themselves, and what the service's crates
//! share, are in `compute-core`: the [`store`], which keeps everything, and the [`driver`], which stands in for the machines. Other
//! parts are extensions, each a crate of its own in `compute-extensions`: [`ExtendedStatus`], [`Shelve`], [`ServerTags`] and [`Grouping`].
//!
//! All of it is served as two APIs beside each other, [`Compute`] with its microversions, and [`Legacy`] for clients that know none;
//! [`Versions`] and [`Document`] are where clients learn of both, without a token. What stands before them is in `pipelines.rs`, who
//! may do what in [`ServerRules`], [`ProjectRules`] and [`AdministrationRules`]. `NOVA.md` beside the sources says where the service
//! differs from Nova.

mod aggregates;
mod audit_log;
mod availability_zones;
mod console_tokens;
mod diagnostics;
mod extensions;
mod external_events;
mod extra_specs;
mod flavor_access;
mod flavors;
mod floating_ips;
mod hosts;
mod hypervisors;
mod images;
mod keypairs;
mod limits;
mod metadata;
mod migrations;
mod pipelines;
mod policies;
mod quota_classes;
mod quotas;
mod removed;
mod server_console;
mod services;
mod tenant_usage;
mod usage;

use compute_core::{done, links, name, paging, servers, who, whole, zones};
use compute_extended_status::ExtendedStatus;
use compute_server_groups::{Grouping, Groups};
use compute_shelve::Shelve;
use compute_tags::ServerTags;
use terrace::filters::AuthToken;
use terrace::prelude::*;
use terrace::{Health, openstack};

use pipelines::{Keystone, NoAuth2, Open};
use store::{OpenError, Store};

pub use compute_core::policies::{BaseRules, ServerRules};
pub use compute_core::servers::{ServerError, Servers};
pub use compute_core::who::Project;
pub use compute_core::{Nova, driver, store};

pub use aggregates::{AggregateError, Aggregates};
pub use audit_log::AuditLog;
pub use availability_zones::AvailabilityZones;
pub use console_tokens::ConsoleTokens;
pub use diagnostics::Diagnostics;
pub use extensions::Extensions;
pub use external_events::ExternalEvents;
pub use extra_specs::ExtraSpecs;
pub use flavor_access::FlavorAccess;
pub use flavors::{FlavorError, Flavors};
pub use floating_ips::{FloatingIpPools, FloatingIps};
pub use hosts::Hosts;
pub use hypervisors::{HypervisorError, Hypervisors};
pub use images::{ImageError, Images};
pub use keypairs::{KeypairError, Keypairs};
pub use limits::Limits;
pub use metadata::Metadata;
pub use migrations::Migrations;
pub use policies::{AdministrationRules, ProjectRules};
pub use quota_classes::QuotaClasses;
pub use quotas::Quotas;
pub use removed::Removed;
pub use server_console::ServerConsole;
pub use services::Services;
pub use tenant_usage::TenantUsage;

api! {
    /// Compute API
    ///
    /// Virtual machines (servers), the sizes they come in (flavors), what they start from (images), and what goes with
    /// them, as OpenStack clients know them.
    ///
    /// Every path below `/v2.1` is also found below `/v2.1/{project_id}`, where the project is that of the token.
    #[external_docs("https://docs.openstack.org/api-ref/compute/", "The reference of OpenStack Compute, which the service follows")]
    pub struct Compute(Nova) at "/v2.1", "/v2.1/{project_id: hex}";
    errors: openstack;
    license: "MIT or Apache 2.0", identifier = "MIT OR Apache-2.0";
    servers: [
        /// Where this document is.
        "/",
        /// Where compute services listen.
        "http://{host}:8774" (host = "127.0.0.1"),
    ];
    negotiate: header("OpenStack-API-Version", service = "compute"), legacy "X-OpenStack-Nova-API-Version";
    pipelines: auth_strategy { "noauth2" => NoAuth2, "keystone" => Keystone };
    policies: [BaseRules, ServerRules, ProjectRules, AdministrationRules];
    controllers: [
        openstack::VersionDocument at "/v2.1/{project_id: hex}/",
        openstack::VersionDocuments,
        Flavors,
        ExtraSpecs,
        FlavorAccess,
        Servers,
        ServerConsole,
        Metadata,
        Diagnostics,
        Keypairs,
        Images,
        AvailabilityZones,
        Aggregates,
        Hypervisors,
        Hosts,
        Services,
        Migrations,
        Quotas,
        QuotaClasses,
        Limits,
        TenantUsage,
        AuditLog,
        ExternalEvents,
        ConsoleTokens,
        FloatingIps,
        FloatingIpPools,
        Extensions,
        Removed,
    ];
    extensions: [ExtendedStatus, Shelve, ServerTags, Grouping];
}

api! {
    /// Compute API v2
    ///
    /// The API as it was before there were microversions, for clients from then: as 2.1 is, whatever version a request asks for,
    /// but that what is not known in a body or a query is passed over.
    pub struct Legacy(Nova) at "/v2", "/v2/{project_id: hex}";
    errors: openstack;
    license: "MIT or Apache 2.0", identifier = "MIT OR Apache-2.0";
    servers: [
        /// Where this document is.
        "/",
        /// Where compute services listen.
        "http://{host}:8774" (host = "127.0.0.1"),
    ];
    pinned: V2_1;
    unknown_fields: drop;
    pipelines: auth_strategy { "noauth2" => NoAuth2, "keystone" => Keystone };
    policies: [BaseRules, ServerRules, ProjectRules, AdministrationRules];
    controllers: [
        openstack::VersionDocument at "/v2/{project_id: hex}/",
        openstack::VersionDocuments,
        Flavors,
        ExtraSpecs,
        FlavorAccess,
        Servers,
        ServerConsole,
        Metadata,
        Diagnostics,
        Keypairs,
        Images,
        AvailabilityZones,
        Aggregates,
        Hypervisors,
        Hosts,
        Services,
        Migrations,
        Quotas,
        QuotaClasses,
        Limits,
        TenantUsage,
        AuditLog,
        ExternalEvents,
        ConsoleTokens,
        FloatingIps,
        FloatingIpPools,
        Extensions,
        Removed,
    ];
    extensions: [ExtendedStatus, Shelve, ServerTags, Grouping];
}

api! {
    /// Versions
    ///
    /// Which APIs the service has. It needs no token.
    pub struct Versions at "/";
    errors: openstack;
    license: "MIT or Apache 2.0", identifier = "MIT OR Apache-2.0";
    servers: [
        /// Where this document is.
        "/",
        /// Where compute services listen.
        "http://{host}:8774" (host = "127.0.0.1"),
    ];
    pipeline: Open;
    controllers: [
        openstack::Versions,
        openstack::VersionDocument at ("/v2", "/v2/"),
    ];
}

api! {
    /// Version document
    ///
    /// What the compute API tells of itself, and of its microversions. It needs no token.
    pub struct Document(Nova);
    errors: openstack;
    license: "MIT or Apache 2.0", identifier = "MIT OR Apache-2.0";
    servers: [
        /// Where this document is.
        "/",
        /// Where compute services listen.
        "http://{host}:8774" (host = "127.0.0.1"),
    ];
    negotiate: header("OpenStack-API-Version", service = "compute"), legacy "X-OpenStack-Nova-API-Version";
    pipeline: Open;
    controllers: [openstack::VersionDocument at ("/v2.1", "/v2.1/")];
}

composite! {
    /// The service: the API, what it was before, and how clients find both.
    pub struct Osapi;
    apis: [
        Versions,
        Legacy {
            id: "v2.0",
            status: Deprecated,
            updated: "2025-07-04T12:00:00Z",
            media_type: "application/vnd.openstack.compute+json;version=2",
            described_by: "http://docs.openstack.org/",
        },
        Compute {
            updated: "2013-07-23T11:33:21Z",
            media_type: "application/vnd.openstack.compute+json;version=2.1",
            described_by: "http://docs.openstack.org/",
        },
        Document,
    ];
}

/// What the API is built from.
#[derive(Clone, Debug, FromRef)]
pub struct State {
    store: Store,
    groups: Groups,
    auth_token: AuthToken,
}

impl State {
    /// The API's state on top of a store, in which extensions make their own tables. What the API begins, a [`driver`] finishes.
    ///
    /// # Errors
    ///
    /// Where the database cannot be written, or an extension's tables in it are those of a newer release.
    pub async fn new(store: Store) -> Result<Self, OpenError> {
        let groups = Groups::of(&store).await?;
        Ok(State { store, groups, auth_token: AuthToken::default() })
    }

    /// The same, which asks Keystone in this way where the pipeline `keystone` is chosen.
    #[must_use]
    pub fn keystone(self, auth_token: AuthToken) -> Self {
        State { auth_token, ..self }
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
