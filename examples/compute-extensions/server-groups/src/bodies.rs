//! What clients say of server groups, and what they are told.

use std::collections::BTreeMap;

use compute_core::Nova;
use compute_core::whole::Whole;
use terrace::prelude::*;

use crate::groups::{self, Group};

/// Which part of the list to show.
#[model]
pub(crate) struct GroupPart {
    /// At most so many. There is an upper limit, which also holds where this is absent.
    pub(crate) limit: Option<u32>,
    /// How many to leave out at the start.
    pub(crate) offset: Option<u32>,
    /// Those of all projects, whatever it says, for administrators; others get those of their own.
    pub(crate) all_projects: Option<String>,
}

/// A server group.
#[model(versions = Nova)]
pub(crate) struct ServerGroupDetail {
    /// Its id.
    id: Uuid,
    /// Its name, not always unique.
    #[example("web")]
    name: String,
    /// What it asks, which is one thing.
    #[until(V2_64)]
    policies: Vec<Policy>,
    /// What it asks.
    #[since(V2_64)]
    policy: Policy,
    /// What it asks beyond its policy: nothing.
    #[since(V2_64)]
    rules: BTreeMap<String, u32>,
    /// The ids of the servers in it: none.
    members: Vec<Uuid>,
    /// Labels: none.
    #[until(V2_64)]
    metadata: BTreeMap<String, String>,
    /// The project that owns it.
    #[since(V2_13)]
    project_id: String,
    /// Who made it.
    #[since(V2_13)]
    user_id: String,
}

/// What a group asks of the machines that its servers run on.
#[model]
#[serde(rename_all = "kebab-case")]
#[derive(Default)]
pub(crate) enum Policy {
    /// One machine for all.
    #[default]
    Affinity,
    /// A machine for each.
    AntiAffinity,
    /// One machine for all, if it can be.
    SoftAffinity,
    /// A machine for each, if it can be.
    SoftAntiAffinity,
}

/// A server group to be made.
#[model(versions = Nova)]
pub(crate) struct NewServerGroup {
    /// Its name, which others may have too.
    #[check(length = 1..=255)]
    #[example("web")]
    pub(crate) name: String,
    /// What it asks, which is one thing.
    #[until(V2_64)]
    #[check(items = 1..=1)]
    pub(crate) policies: Vec<AskedPolicy>,
    /// What it asks.
    #[since(V2_64, default = AskedPolicy::Affinity)]
    pub(crate) policy: AskedPolicy,
    /// What it asks beyond its policy.
    #[since(V2_64)]
    pub(crate) rules: Option<Rules>,
}

/// What a group is to ask of the machines that its servers run on.
#[model(versions = Nova)]
#[serde(rename_all = "kebab-case")]
#[derive(Clone, Copy)]
pub(crate) enum AskedPolicy {
    /// One machine for all.
    Affinity,
    /// A machine for each.
    AntiAffinity,
    /// One machine for all, if it can be.
    #[since(V2_15)]
    SoftAffinity,
    /// A machine for each, if it can be.
    #[since(V2_15)]
    SoftAntiAffinity,
}

/// What a group asks beyond its policy.
#[model]
pub(crate) struct Rules {
    /// How many servers of the group may be on one machine, for `anti-affinity`: one.
    pub(crate) max_server_per_host: Option<Whole>,
}

impl ServerGroupDetail {
    pub(crate) fn of(group: &Group) -> Self {
        ServerGroupDetail {
            id: group.id,
            name: group.name.clone(),
            policies: vec![group.policy.into()],
            policy: group.policy.into(),
            rules: BTreeMap::new(),
            members: Vec::new(),
            metadata: BTreeMap::new(),
            project_id: group.project_id.clone(),
            user_id: group.user_id.clone(),
        }
    }
}

impl From<groups::Policy> for Policy {
    fn from(policy: groups::Policy) -> Self {
        match policy {
            groups::Policy::Affinity => Policy::Affinity,
            groups::Policy::AntiAffinity => Policy::AntiAffinity,
            groups::Policy::SoftAffinity => Policy::SoftAffinity,
            groups::Policy::SoftAntiAffinity => Policy::SoftAntiAffinity,
        }
    }
}

impl From<AskedPolicy> for groups::Policy {
    fn from(policy: AskedPolicy) -> Self {
        match policy {
            AskedPolicy::Affinity => groups::Policy::Affinity,
            AskedPolicy::AntiAffinity => groups::Policy::AntiAffinity,
            AskedPolicy::SoftAffinity => groups::Policy::SoftAffinity,
            AskedPolicy::SoftAntiAffinity => groups::Policy::SoftAntiAffinity,
        }
    }
}
