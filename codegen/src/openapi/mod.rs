//! Documents: OpenAPI 3.1, one for each version of an API, from the API's tables.
//!
//! Everything is in the order of the tables or sorted, so that one table always gives one text. An [`Emitter`] makes
//! one document at a time; what it keeps between them are names.

mod about;
mod answer;
mod choice;
mod condition;
mod content;
mod direction;
mod foreign;
mod keys;
mod link;
mod message;
mod names;
mod notes;
mod notice;
mod operation;
mod parameter;
pub(crate) mod policy;
mod remarks;
mod rules;
mod schema;
mod site;
mod websocket;

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;
use terrace_model::{Carrier, Method, Security, Source as Place, Version};
use utoipa::openapi::path::{HttpMethod, Operation};
use utoipa::openapi::schema::Components;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{OpenApi, Paths, RefOr};

use self::choice::Choice;
use self::direction::Directions;
use self::names::Names;
use self::schema::Schemas;
use crate::error::Error;
use crate::source::Source;

pub(crate) use self::answer::{before_operations, outcomes};
pub(crate) use self::names::Clash;
pub(crate) use self::operation::{id, own_id};
#[cfg(feature = "checked")]
pub(crate) use self::site::found_sites;
pub(crate) use self::site::{Site, all_sites, sites};

/// The media type of forms.
const FORM: &str = "application/x-www-form-urlencoded";

/// What makes the documents of one API.
pub(crate) struct Emitter {
    source: Source,
    names: Names,
    directions: Directions,
}

impl Emitter {
    pub(crate) fn new(source: Source) -> Self {
        let directions = Directions::of(&source, &source.table.served());
        Emitter { source, names: Names::default(), directions }
    }

    /// The versions that requests can get, oldest first; one `None` where there are none.
    pub(crate) fn versions(&self) -> Vec<Option<Version>> {
        self.source.table.served()
    }

    /// The document of one version.
    pub(crate) fn document(&mut self, version: Option<Version>) -> Result<Value, Error> {
        let api = self.source.table;
        let groups = groups(sites(api, version));
        let choice = version.map(|version| Choice::new(api.negotiation, version));
        let mut schemas = Schemas::new(version, &mut self.names, &self.directions);
        let mut paths = Paths::new();
        let mut ids = HashSet::new();
        for sites in &groups {
            let choice = choice.as_ref().filter(|_| is_versioned(&self.source, sites));
            let mut operation = operation::operation(&self.source, version, sites, &groups, choice, &mut schemas);
            make_unique(&mut operation, &mut ids);
            paths.add_path_operation(sites[0].path(), vec![method(sites[0].route.method)], operation);
        }
        let webhooks = message::webhooks(api.webhooks, &mut schemas);
        let mut components = Components::new();
        components.schemas = schemas.finish();
        if let Some(choice) = choice.filter(|_| groups.iter().any(|sites| is_versioned(&self.source, sites))) {
            choice.describe(&mut components);
        }
        components.security_schemes = security_schemes(&self.source, &groups);
        let clashes = self.names.clashes();
        if !clashes.is_empty() {
            return Err(Error::clash(clashes));
        }
        let mut document = OpenApi::new(about::info(&self.source, version), paths);
        document.servers = Some(about::servers(&api.about));
        document.webhooks = webhooks;
        document.components = Some(components);
        document.tags = Some(about::tags(&api.about, &groups));
        document.external_docs = remarks::external_docs(api.remarks);
        document.extensions = remarks::extensions(api.remarks);
        about::list(api, version, &mut document);
        let mut document = serde_json::to_value(document).map_err(Error::document)?;
        remarks::tidy(&mut document);
        Ok(document)
    }
}

/// Handlers that make one operation, in the order declared: one handler, or all actions of a path.
pub(crate) fn groups(sites: Vec<Site>) -> Vec<Vec<Site>> {
    let mut places = HashMap::new();
    let mut groups: Vec<Vec<Site>> = Vec::new();
    for site in sites {
        let at = *places.entry((site.path(), site.route.method)).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(site),
            None => groups.push(vec![site]),
        }
    }
    groups
}

/// Whether a request to these handlers may say which version it wants, by more than its path.
fn is_versioned(source: &Source, sites: &[Site]) -> bool {
    let is_said = |place: &Place| !matches!(place.carrier, Carrier::Path { .. });
    source.table.negotiation.sources.iter().any(is_said)
        && sites.iter().any(|site| site.route.chooses_version(site.resource.node))
}

fn security_schemes(source: &Source, groups: &[Vec<Site>]) -> BTreeMap<String, RefOr<SecurityScheme>> {
    let mut schemes = BTreeMap::new();
    for security in groups.iter().flat_map(|sites| operation::securities(source, sites)) {
        let scheme = match security {
            Security::Bearer(_) => SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)),
            Security::MutualTls(_) => {
                SecurityScheme::MutualTls { description: None, deprecated: None, extensions: None }
            }
            Security::Header { header, .. } => SecurityScheme::ApiKey(ApiKey::Header(ApiKeyValue::new(header))),
        };
        schemes.entry(operation::scheme_name(security).to_owned()).or_insert(RefOr::T(scheme));
    }
    schemes
}

/// Two mounts may lead to one id by a declared one; the later then gets a number.
fn make_unique(operation: &mut Operation, ids: &mut HashSet<String>) {
    let Some(id) = &mut operation.operation_id else { return };
    let own = id.clone();
    let mut number = 2;
    while !ids.insert(id.clone()) {
        *id = format!("{own}_{number}");
        number += 1;
    }
}

fn method(method: Method) -> HttpMethod {
    match method {
        Method::Get => HttpMethod::Get,
        Method::Post => HttpMethod::Post,
        Method::Put => HttpMethod::Put,
        Method::Patch => HttpMethod::Patch,
        Method::Delete => HttpMethod::Delete,
    }
}
