//! OpenStack's version documents: which APIs a service has, where they are, and with which microversions; and its list of extensions.

mod extensions;

use std::borrow::Cow;

use terrace_macros::{controller, model, routes};
use terrace_model::{Answers, Part, Segment};

use crate::base_url::BaseUrl;
use crate::context::Context;
use crate::controller::Controller;
use crate::dialect::Dialect;
use crate::extract::{FromRequest, Json, Path};
use crate::failure::{Failure, NotFound};
use crate::model::Model;
use crate::private::ApiTable;

pub use extensions::{Extensions, ExtensionsOn, ListedExtension};

/// What version documents say of an API beyond its declaration. `composite!` takes its fields behind the API, each where it is wanted:
/// `Legacy { id: "v2.0", status: Deprecated }`.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// What the API is called; empty: as the first literal segment of its mounts is, `v2.1`.
    pub id: &'static str,
    /// How far the API is in its life.
    pub status: Status,
    /// When the API was last changed other than by microversions: `2013-07-23T11:33:21Z`.
    pub updated: &'static str,
    /// The media type of its bodies. By its parameter `version`, in `Accept` or in the `Content-Type` of a body, a request reaches the API's
    /// version document by a path that no API has; `application/json` with that parameter does as well.
    pub media_type: &'static str,
    /// The URL of what there is to read about it.
    pub described_by: &'static str,
}

impl About {
    /// Nothing.
    pub const NONE: About = About { id: "", status: Status::Current, updated: "", media_type: "", described_by: "" };
}

/// How far an API is in its life.
#[model(name = "VersionStatus", crate = crate)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "UPPERCASE")]
pub enum Status {
    /// It is the one to use.
    Current,
    /// It may be used.
    Supported,
    /// It should be used no more.
    Deprecated,
    /// It is still to change.
    Experimental,
}

/// Where clients begin: the list of the APIs that have a [`VersionDocument`], at `/`; for every other path that no API has, the same as
/// a choice (300) of where it could be.
///
/// It is listed in an API at `/`, beside the others of a [`composite!`](crate::composite!), and answers to any method, as OpenStack's
/// services do.
#[controller(path = "/", tag = "Versions", crate = crate)]
#[derive(Clone, Copy, Debug)]
pub struct Versions;

#[routes(crate = crate)]
impl Versions {
    /// List the APIs.
    ///
    /// Needs no token, and is answered to any method.
    #[get("/", operation_id = "versions_list")]
    async fn list(&self, known: Known) -> Json<VersionList> {
        Json(VersionList { versions: known.listed().map(|api| known.listed_version(api)).collect() })
    }

    /// List the APIs that may have been meant.
    ///
    /// The answer to any request to a path that no API has.
    #[get("/{path: rest}", status = 300, operation_id = "versions_choices")]
    async fn choices(&self, path: Sent, known: Known) -> Json<VersionChoices> {
        Json(VersionChoices { choices: known.listed().map(|api| known.choice(api, &path)).collect() })
    }
}

/// The version document of an API, which answers to any method.
// Its place in an API is told of in the manual of `composite!`: these lines are in the documents of APIs.
#[controller(path = "/", tag = "Versions", crate = crate)]
#[derive(Clone, Copy, Debug)]
pub struct VersionDocument;

#[routes(crate = crate)]
impl VersionDocument {
    /// Show the version of the API.
    ///
    /// Needs no token, and is answered to any method.
    #[get("/", envelope = "version", operation_id = "version_show")]
    async fn show(&self, known: Known) -> Json<ApiVersion> {
        Json(known.version(known.own))
    }
}

/// The version documents of all APIs, by their ids; of one that is pinned to a version its own by any id, as Nova has it.
#[controller(path = "/versions", key = version: String, tag = "Versions", crate = crate)]
#[derive(Clone, Copy, Debug)]
pub struct VersionDocuments;

#[routes(crate = crate)]
impl VersionDocuments {
    /// Show a version by its id.
    #[show(envelope = "version", operation_id = "versions_show")]
    async fn show(&self, version: Path<String>, known: Known) -> Result<Json<ApiVersion>, NotFound> {
        let is_meant = |api: &Listed| match known.own.table.negotiation.pinned() {
            Some(_) => core::ptr::eq(api.table, known.own.table),
            None => api.id() == *version,
        };
        known.listed().find(is_meant).map(|api| Json(known.version(api))).ok_or_else(NotFound::default)
    }
}

/// An API, as the application that it is a part of knows it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listed {
    pub(crate) table: &'static ApiTable,
    pub(crate) dialect: &'static dyn Dialect,
    pub(crate) about: &'static About,
}

impl Listed {
    /// Whether one of these APIs, itself as a rule, has its version document.
    pub(crate) fn is_told(&self, all: &[Listed]) -> bool {
        let tables = all.iter().map(|api| api.table);
        let documents = tables.flat_map(|table| {
            let own = table.entries.iter().filter(|entry| entry.resource.node.same(VersionDocument::NODE));
            own.flat_map(|entry| table.mounts_of(entry))
        });
        documents.into_iter().any(|mount| self.begins_at(mount.path))
    }

    /// Whether it begins where the literal segments of a path end.
    fn begins_at(&self, path: &[Segment<'static>]) -> bool {
        !self.table.mounts.is_empty() && self.place() == beginning(path)
    }

    /// The literal beginning of its first mount that has nothing else: `/v2.1`.
    pub(crate) fn place(&self) -> String {
        self.table.mounts.first().map(|mount| beginning(mount.path)).unwrap_or_default()
    }

    /// The media type of its bodies, and the version that is its parameter.
    pub(crate) fn media_type(&self) -> Option<(&'static str, &'static str)> {
        self.about.media_type.split_once(";version=")
    }

    fn id(&self) -> Cow<'static, str> {
        match self.about.id {
            "" => self.place().trim_start_matches('/').to_owned().into(),
            id => id.into(),
        }
    }
}

/// The literal segments with which a path begins, without a slash behind them.
fn beginning(path: &[Segment<'static>]) -> String {
    let text = |segment: &Segment<'static>| match segment {
        Segment::Literal(text) => Some(*text),
        Segment::Variable(_) => None,
    };
    path.iter().map_while(text).filter(|text| !text.is_empty()).map(|text| format!("/{text}")).collect()
}

/// What is known to a version document: all APIs, the one that it is of, and where the client found them.
struct Known {
    all: Vec<Listed>,
    own: Listed,
    base: BaseUrl,
}

/// The whole path as it was sent, without a slash behind it.
struct Sent(String);

impl<C: Controller> FromRequest<C> for Sent {
    const PART: Part = Part::Path(&<String as Model>::TYPE);

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        Ok(Sent(cx.uri().path().trim_end_matches('/').to_owned()))
    }
}

impl<C: Controller> FromRequest<C> for Known {
    const PART: Part = Part::Discovery;
    const ANSWERS: Answers = <BaseUrl as FromRequest<C>>::ANSWERS;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        let all: Vec<_> = cx.listed().collect();
        let own = all.iter().find(|api| api.begins_at(cx.mount())).copied();
        Ok(Known { own: own.unwrap_or_else(|| cx.listed_own()), all, base: cx.base_url()? })
    }
}

impl Known {
    /// The APIs that have a version document.
    fn listed(&self) -> impl Iterator<Item = Listed> {
        self.all.iter().copied().filter(|api| api.is_told(&self.all))
    }

    fn version(&self, api: Listed) -> ApiVersion {
        let described_by = Some(api.about.described_by).filter(|href| !href.is_empty()).map(|href| VersionLink {
            rel: "describedby".to_owned(),
            href: href.to_owned(),
            media_type: Some("text/html".to_owned()),
        });
        let mut version = ApiVersion { media_types: media_types(api), ..self.listed_version(api) };
        version.links.extend(described_by);
        version
    }

    fn listed_version(&self, api: Listed) -> ApiVersion {
        // Where requests choose nothing, there is nothing to choose from.
        let versions = api.table.versions.filter(|_| api.table.negotiation.pinned().is_none());
        let label = |version: terrace_model::Version| version.label().to_owned();
        ApiVersion {
            id: api.id().into_owned(),
            status: api.about.status,
            version: versions.map(|set| label(set.newest())).unwrap_or_default(),
            min_version: versions.map(|set| label(set.oldest())).unwrap_or_default(),
            updated: api.about.updated.to_owned(),
            links: vec![VersionLink::to_itself(format!("{}{}/", self.base, api.place()))],
            media_types: Vec::new(),
        }
    }

    fn choice(&self, api: Listed, path: &Sent) -> VersionChoice {
        VersionChoice {
            id: api.id().into_owned(),
            status: api.about.status,
            links: vec![VersionLink::to_itself(format!("{}{}{}", self.base, api.place(), path.0))],
            media_types: media_types(api),
        }
    }
}

fn media_types(api: Listed) -> Vec<VersionMediaType> {
    let named = Some(api.about.media_type).filter(|exact| !exact.is_empty());
    named
        .map(|exact| VersionMediaType { base: "application/json".to_owned(), exact: exact.to_owned() })
        .into_iter()
        .collect()
}

/// The APIs of a service.
#[model(crate = crate)]
struct VersionList {
    /// One for each of them.
    versions: Vec<ApiVersion>,
}

/// The APIs that have such a path, or could.
#[model(crate = crate)]
struct VersionChoices {
    /// One for each of them.
    choices: Vec<VersionChoice>,
}

/// An API, and the microversions in it.
#[model(crate = crate)]
struct ApiVersion {
    /// Its name.
    #[example("v2.1")]
    id: String,
    status: Status,
    /// The newest microversion; empty where there are none.
    version: String,
    /// The oldest microversion; empty where there are none.
    min_version: String,
    /// When the API was last changed other than by microversions.
    #[example("2013-07-23T11:33:21Z")]
    updated: String,
    /// Where it is found, and where it is described.
    links: Vec<VersionLink>,
    /// What its bodies are written in; a list leaves this out.
    #[serde(rename = "media-types", default, skip_serializing_if = "Vec::is_empty")]
    media_types: Vec<VersionMediaType>,
}

/// An API, and where it would have what was asked for.
#[model(crate = crate)]
struct VersionChoice {
    /// Its name.
    #[example("v2.1")]
    id: String,
    status: Status,
    /// Where to ask.
    links: Vec<VersionLink>,
    /// What its bodies are written in.
    #[serde(rename = "media-types")]
    media_types: Vec<VersionMediaType>,
}

/// Where to go on.
#[model(crate = crate)]
struct VersionLink {
    /// `self` is where the API is found, `describedby` what there is to read about it.
    #[example("self")]
    rel: String,
    href: String,
    /// What it leads to, where that is not JSON.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    #[example("text/html")]
    media_type: Option<String>,
}

/// What bodies are written in.
#[model(crate = crate)]
struct VersionMediaType {
    /// In general.
    #[example("application/json")]
    base: String,
    /// To be exact.
    #[serde(rename = "type")]
    #[example("application/vnd.openstack.compute+json;version=2.1")]
    exact: String,
}

impl VersionLink {
    fn to_itself(href: String) -> Self {
        VersionLink { rel: "self".to_owned(), href, media_type: None }
    }
}
