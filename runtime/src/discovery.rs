//! Which versions an API has, as a plain JSON document.

use std::time::SystemTime;

use terrace_macros::{controller, model, routes};
use terrace_model::{Mount, Notice, Part, Segment, Version};

use crate::base_url::BaseUrl;
use crate::context::Context;
use crate::controller::Controller;
use crate::extract::{FromRequest, Json};
use crate::failure::Failure;
use crate::private::ApiTable;

/// The versions of an API.
///
/// A controller that an API lists where clients look for its versions; the request's own version is not looked at.
///
/// ```
/// use terrace::prelude::*;
///
/// versions! {
///     pub Dates: "2024-01-15", "2025-03-01";
///     deprecated: "2024-01-15", on = "2025-03-01", link = "https://example.com/2024";
/// }
///
/// #[controller(path = "/about", versions = Dates)]
/// struct About;
///
/// #[routes]
/// impl About {
///     #[show]
///     async fn show(&self) -> &'static str {
///         "books"
///     }
/// }
///
/// api! {
///     struct Shop(Dates) at "/{version}";
///     negotiate: path("version");
///     controllers: [About, terrace::Discovery at "/versions"];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = terrace::TestClient::new(Shop::new(()));
/// let versions = client.get("/versions").header("host", "shop.example").await.value();
/// assert_eq!(versions["versions"][0]["id"], "2024-01-15");
/// assert_eq!(versions["versions"][0]["status"], "deprecated");
/// assert_eq!(versions["versions"][1]["status"], "current");
/// assert_eq!(versions["versions"][1]["links"][0]["href"], "http://shop.example/2025-03-01");
/// # }
/// ```
///
/// A version is `current`, which is the newest one, `supported`, `deprecated` from the day on that `versions!` says, or `sunset`, when
/// it was to end by now.
#[controller(path = "/", tag = "Versions", crate = crate)]
#[derive(Clone, Copy, Debug)]
pub struct Discovery;

#[routes(crate = crate)]
impl Discovery {
    /// List the versions.
    #[show]
    async fn show(&self, known: Known, base: BaseUrl) -> Json<ApiVersions> {
        let today = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
        let versions = known.0.versions.into_iter().flat_map(|set| set.iter());
        Json(ApiVersions { versions: versions.map(|version| told(known.0, version, &base, today)).collect() })
    }
}

/// The API that is asked.
struct Known(&'static ApiTable);

impl<C: Controller> FromRequest<C> for Known {
    const PART: Part = Part::Hidden;

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        Ok(Known(cx.table()))
    }
}

/// The versions of an API, oldest first.
#[model(crate = crate)]
struct ApiVersions {
    versions: Vec<ApiVersion>,
}

/// One version of an API.
#[model(crate = crate)]
struct ApiVersion {
    /// How requests name it.
    id: String,
    status: VersionStatus,
    /// The day from which on it should not be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<String>,
    /// The day on which it is expected to end.
    #[serde(skip_serializing_if = "Option::is_none")]
    sunset: Option<String>,
    links: Vec<VersionLink>,
}

/// How far a version is in its life.
#[model(crate = crate)]
#[serde(rename_all = "lowercase")]
enum VersionStatus {
    /// The newest one.
    Current,
    Supported,
    /// It should be used no more.
    Deprecated,
    /// It was to end by now.
    Sunset,
}

/// Where to go on.
#[model(crate = crate)]
struct VersionLink {
    /// `self` is where the version is found, `deprecation` what there is to read about its end.
    rel: String,
    href: String,
}

fn told(api: &'static ApiTable, version: Version, base: &BaseUrl, now: u64) -> ApiVersion {
    let lapse = version.lapse();
    let notice = lapse.unwrap_or(Notice::NONE);
    let is_past = |day: Option<terrace_model::Day>| day.map(|day| day.unix() <= i64::try_from(now).unwrap_or(i64::MAX));
    let status = match (is_past(notice.sunset), is_past(notice.deprecated)) {
        (Some(true), _) => VersionStatus::Sunset,
        (_, Some(true)) => VersionStatus::Deprecated,
        (_, None) if lapse.is_some() => VersionStatus::Deprecated,
        _ if version == version.set().newest() => VersionStatus::Current,
        _ => VersionStatus::Supported,
    };
    let own = api.mounts.iter().find_map(|mount| path(api, mount, version)).map(|path| format!("{base}{path}"));
    let own = own.map(|href| VersionLink { rel: "self".to_owned(), href });
    let link = notice.link.map(|link| VersionLink { rel: "deprecation".to_owned(), href: link.to_owned() });
    ApiVersion {
        id: version.label().to_owned(),
        status,
        deprecated: notice.deprecated.map(|day| day.to_string()),
        sunset: notice.sunset.map(|day| day.to_string()),
        links: own.into_iter().chain(link).collect(),
    }
}

/// The path of a mount in a version; `None` where it has other variables.
fn path(api: &'static ApiTable, mount: &Mount, version: Version) -> Option<String> {
    let segments = mount.path.iter().map(|segment| match segment {
        Segment::Literal(text) => Some(format!("/{text}")),
        Segment::Variable(variable) if api.negotiation.variable() == Some(variable.name) => Some(format!("/{version}")),
        Segment::Variable(_) => None,
    });
    let path: String = segments.collect::<Option<_>>()?;
    Some(if path.is_empty() { "/".to_owned() } else { path })
}
