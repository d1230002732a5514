//! Version documents: how a client learns which versions there are, and where.

use terrace::Versions as _;
use terrace::prelude::*;

use crate::Nova;
use crate::links::{Link, Links};

/// The API versions of this service.
#[controller(path = "/", tag = "Versions")]
#[derive(Debug)]
pub struct Discovery;

#[routes]
impl Discovery {
    /// List versions.
    ///
    /// Needs no token, and is the same in every microversion.
    #[get("/", operation_id = "versions_list")]
    async fn list(&self, links: Links) -> Json<VersionList> {
        Json(VersionList { versions: vec![listed(&links)] })
    }

    /// Show the version 2.1.
    ///
    /// Needs no token, and is the same in every microversion.
    #[get("/v2.1", envelope = "version", operation_id = "versions_show")]
    async fn show(&self, links: Links) -> Json<ApiVersion> {
        Json(shown(&links))
    }

    /// Show the version 2.1, by its own link.
    ///
    /// The same document as without the slash.
    #[get("/v2.1/", envelope = "version", operation_id = "versions_show_slash")]
    async fn show_slash(&self, links: Links) -> Json<ApiVersion> {
        Json(shown(&links))
    }
}

/// All versions of the API.
#[model]
struct VersionList {
    /// The one there is.
    versions: Vec<ApiVersion>,
}

/// A version of the API, with the microversions in it.
#[model]
struct ApiVersion {
    /// Its name, which is also the beginning of its paths.
    #[example("v2.1")]
    id: String,
    /// `CURRENT`: this is the version to use.
    #[example("CURRENT")]
    status: String,
    /// The newest microversion.
    version: String,
    /// The oldest microversion.
    min_version: String,
    /// When this version was last changed other than by microversions.
    #[example("2013-07-23T11:33:21Z")]
    updated: String,
    /// Where it is found, and where it is described.
    links: Vec<Link>,
    /// What its bodies are written in; a list of versions leaves this out.
    #[serde(rename = "media-types", default, skip_serializing_if = "Vec::is_empty")]
    media_types: Vec<MediaType>,
}

/// What bodies are written in.
#[model]
struct MediaType {
    /// In general.
    #[example("application/json")]
    base: String,
    /// To be exact.
    #[serde(rename = "type")]
    #[example("application/vnd.openstack.compute+json;version=2.1")]
    exact: String,
}

fn listed(links: &Links) -> ApiVersion {
    ApiVersion {
        id: "v2.1".to_owned(),
        status: "CURRENT".to_owned(),
        version: Nova::SET.newest().to_string(),
        min_version: Nova::SET.oldest().to_string(),
        updated: "2013-07-23T11:33:21Z".to_owned(),
        links: vec![links.api()],
        media_types: Vec::new(),
    }
}

fn shown(links: &Links) -> ApiVersion {
    let described_by = Link {
        rel: "describedby".to_owned(),
        href: "http://docs.openstack.org/".to_owned(),
        media_type: Some("text/html".to_owned()),
    };
    let json = MediaType {
        base: "application/json".to_owned(),
        exact: "application/vnd.openstack.compute+json;version=2.1".to_owned(),
    };
    ApiVersion { links: vec![links.api(), described_by], media_types: vec![json], ..listed(links) }
}
