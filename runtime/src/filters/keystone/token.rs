//! What Keystone says of a token.

use std::time::SystemTime;

use serde::{Deserialize, Deserializer, de};

use crate::identity::Identity;

/// What Keystone says of a valid token.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Sent")]
#[non_exhaustive]
pub struct Token {
    /// Whose it is.
    pub user: User,
    /// For what it is.
    pub scope: Scope,
    /// What the user is there. Nobody is anything without a scope.
    pub roles: Vec<Role>,
    /// By what the user has got it: `password`, `application_credential`.
    pub methods: Vec<String>,
    /// By what it is told in logs, and the one that it was made of, where it was.
    pub audit_ids: Vec<String>,
    /// Until when it is valid.
    pub expires_at: SystemTime,
    /// The services that there are for it, unless the filter does not ask for them.
    pub catalog: Vec<Service>,
    /// The application credential that it was got by, where it was.
    pub application_credential: Option<ApplicationCredential>,
}

/// A user.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct User {
    /// By what programs know them.
    pub id: String,
    /// By what people know them.
    pub name: String,
    /// Where their name is the only one.
    pub domain: Domain,
}

/// A domain of users and projects.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Domain {
    /// By what programs know it.
    pub id: String,
    /// By what people know it.
    pub name: String,
}

/// A project.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Project {
    /// By what programs know it.
    pub id: String,
    /// By what people know it.
    pub name: String,
    /// Where its name is the only one.
    pub domain: Domain,
}

/// A role.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Role {
    /// By what programs know it.
    pub id: String,
    /// By what people and policies know it.
    pub name: String,
}

/// For what a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scope {
    /// For nothing but to get others.
    Unscoped,
    /// For a project.
    Project(Project),
    /// For a domain.
    Domain(Domain),
    /// For the system as a whole.
    System,
}

/// A service of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Service {
    /// What it is: `compute`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it is called.
    #[serde(default)]
    pub name: String,
    /// Where it is.
    #[serde(default)]
    pub endpoints: Vec<Endpoint>,
}

/// A place where a service is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Endpoint {
    /// For whom: `public`, `internal` or `admin`.
    pub interface: String,
    /// In which region, where there are some.
    #[serde(default)]
    pub region: Option<String>,
    /// Where.
    pub url: String,
}

/// An application credential.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct ApplicationCredential {
    /// By what programs know it.
    pub id: String,
    /// By what its user knows it.
    #[serde(default)]
    pub name: String,
    /// Whether it may not be used to make other credentials.
    #[serde(default)]
    pub restricted: bool,
    /// For what it may be used, where that is less than all. The filter holds requests to it.
    #[serde(default)]
    pub access_rules: Option<Vec<AccessRule>>,
}

/// A kind of request.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct AccessRule {
    /// To which service: `compute`.
    pub service: String,
    /// Its method.
    pub method: String,
    /// Its path, in which `*` and `{name}` stand for a segment, and `**` for anything.
    pub path: String,
}

impl Token {
    /// Where a service is, as `token.endpoint("image", "internal", None)`, of any region where none is named.
    pub fn endpoint(&self, kind: &str, interface: &str, region: Option<&str>) -> Option<&str> {
        let endpoints =
            self.catalog.iter().filter(|service| service.kind == kind).flat_map(|service| &service.endpoints);
        let mut fitting = endpoints.filter(|endpoint| {
            endpoint.interface == interface && (region.is_none() || endpoint.region.as_deref() == region)
        });
        fitting.next().map(|endpoint| endpoint.url.as_str())
    }

    /// Who asks with it.
    pub(super) fn identity(&self) -> Identity {
        let who = Identity::of(&self.user.id).with_roles(self.roles.iter().map(|role| &role.name));
        match &self.scope {
            Scope::Unscoped => who,
            Scope::Project(project) => who.in_project(&project.id),
            Scope::Domain(domain) => who.in_domain(&domain.id),
            Scope::System => who.in_system("all"),
        }
    }

    /// Whether it is valid no longer.
    pub(super) fn has_expired(&self) -> bool {
        self.expires_at <= SystemTime::now()
    }
}

/// A token as it is sent.
#[derive(Deserialize)]
struct Sent {
    user: User,
    project: Option<Project>,
    domain: Option<Domain>,
    system: Option<System>,
    #[serde(default)]
    roles: Vec<Role>,
    methods: Vec<String>,
    audit_ids: Vec<String>,
    #[serde(deserialize_with = "moment")]
    expires_at: SystemTime,
    #[serde(default)]
    catalog: Vec<Service>,
    application_credential: Option<ApplicationCredential>,
}

#[derive(Deserialize)]
struct System {
    all: bool,
}

impl TryFrom<Sent> for Token {
    type Error = &'static str;

    fn try_from(sent: Sent) -> Result<Self, &'static str> {
        let scope = match (sent.project, sent.domain, sent.system) {
            (None, None, None) => Scope::Unscoped,
            (Some(project), None, None) => Scope::Project(project),
            (None, Some(domain), None) => Scope::Domain(domain),
            (None, None, Some(System { all: true })) => Scope::System,
            _ => return Err("a token is for one thing"),
        };
        let of_scope = match &scope {
            Scope::Project(Project { id, .. }) | Scope::Domain(Domain { id, .. }) => id,
            Scope::Unscoped if !sent.roles.is_empty() => return Err("a token for nothing has no roles"),
            Scope::Unscoped | Scope::System => &sent.user.id,
        };
        if sent.user.id.is_empty() || of_scope.is_empty() {
            return Err("an id is empty");
        }
        Ok(Token {
            user: sent.user,
            scope,
            roles: sent.roles,
            methods: sent.methods,
            audit_ids: sent.audit_ids,
            expires_at: sent.expires_at,
            catalog: sent.catalog,
            application_credential: sent.application_credential,
        })
    }
}

/// `2026-11-28T12:00:00.000000Z`
pub(super) fn moment<'de, D: Deserializer<'de>>(from: D) -> Result<SystemTime, D::Error> {
    let text = String::deserialize(from)?;
    humantime::parse_rfc3339(&text).map_err(de::Error::custom)
}
