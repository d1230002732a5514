//! Which pages of other sites may ask.

use core::fmt;
use core::str::FromStr;
use core::time::Duration;

use http::header::{HeaderName, HeaderValue};
use http::{Method, Uri};
use terrace_model::HeaderDoc;
use tower_http::cors::{AllowHeaders, AllowMethods, AllowOrigin, CorsLayer};

use crate::filter::Filter;
use crate::private::header;
use crate::settings::{SettingValue, Settings, Value, Wrong};

/// Lets pages of other sites ask: what browsers know as CORS (the Fetch standard, section 3.3), by `tower-http`.
///
/// It answers the question that a browser asks before (`OPTIONS` with `Access-Control-Request-Method`) by itself, so it stands before the
/// filter that authenticates: a browser sends no token with it.
///
/// ```
/// use terrace::filters::{Cors, NoAuth, Origins};
/// use terrace::http::Method;
/// use terrace::prelude::*;
/// use terrace::TestClient;
///
/// pipeline! { Front: [Cors, NoAuth = NoAuth::default()] }
///
/// #[controller(path = "/words")]
/// struct Words;
///
/// #[routes]
/// impl Words {
///     #[index]
///     async fn index(&self) -> &'static str {
///         "word"
///     }
/// }
///
/// api! {
///     struct Site at "/";
///     pipeline: Front;
///     controllers: [Words];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let cors = Cors { origins: Origins::These(vec!["https://shop.example".parse().expect("an origin")]), ..Cors::default() };
/// let client = TestClient::new(Site::new(cors));
/// let asked = client.request(Method::OPTIONS, "/words");
/// let asked = asked.header("origin", "https://shop.example").header("access-control-request-method", "GET").await;
/// assert_eq!(asked.header("access-control-allow-origin"), Some("https://shop.example"));
/// let elsewhere = client.get("/words").header("x-auth-token", "jane").header("origin", "https://evil.example").await;
/// assert_eq!(elsewhere.header("access-control-allow-origin"), None);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Settings)]
#[setting(crate = crate, default)]
pub struct Cors {
    /// Whose pages: a list of origins, as `https://shop.example`, or `*` for everybody's. By default nobody's.
    pub origins: Origins,
    /// By which methods; by default all that the API has.
    pub methods: Vec<Method>,
    /// With which headers, beside those that every page may send; by default with those that the browser asks for.
    pub headers: Vec<HeaderName>,
    /// Which headers of answers a page may read, beside those that every page may.
    pub expose: Vec<HeaderName>,
    /// Whether with cookies and certificates of the user. `*` never gives those.
    pub credentials: bool,
    /// For how long a browser need not ask again: an hour by default.
    pub max_age: Duration,
}

impl Default for Cors {
    fn default() -> Self {
        Cors {
            origins: Origins::These(Vec::new()),
            methods: Vec::new(),
            headers: Vec::new(),
            expose: Vec::new(),
            credentials: false,
            max_age: Duration::from_secs(3600),
        }
    }
}

impl Filter for Cors {
    const HEADERS: &'static [HeaderDoc] = &[header("Access-Control-Allow-Origin")];

    type Layer = CorsLayer;

    fn layer(self) -> CorsLayer {
        let Cors { origins, methods, headers, expose, credentials, max_age } = self;
        let is_limited = matches!(origins, Origins::These(_));
        let origins = match origins {
            Origins::Any => AllowOrigin::any(),
            Origins::These(origins) => AllowOrigin::list(origins.into_iter().map(|origin| origin.0)),
        };
        let methods = if methods.is_empty() { AllowMethods::mirror_request() } else { AllowMethods::list(methods) };
        let headers = if headers.is_empty() { AllowHeaders::mirror_request() } else { AllowHeaders::list(headers) };
        CorsLayer::new()
            .allow_origin(origins)
            .allow_methods(methods)
            .allow_headers(headers)
            .expose_headers(expose)
            .allow_credentials(credentials && is_limited)
            .max_age(max_age)
    }
}

/// Whose pages may ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origins {
    /// Everybody's, without what tells who the user is.
    Any,
    /// Those of these origins.
    These(Vec<Origin>),
}

impl SettingValue for Origins {
    const KIND: &'static str = "`*`, or a list of origins, as `https://shop.example`";

    fn read(value: &Value) -> Result<Self, Wrong> {
        match value {
            Value::Text(text) if text == "*" => Ok(Origins::Any),
            Value::List(items) if items.iter().any(|item| item.text() == Some("*")) => {
                Err(Wrong::new("write `*` alone, for everybody's"))
            }
            value => Vec::read(value).map(Origins::These),
        }
    }

    fn write(&self) -> Option<Value> {
        match self {
            Origins::Any => Some(Value::Text("*".to_owned())),
            Origins::These(origins) => origins.write(),
        }
    }
}

/// A scheme, a host and a port where it is not the scheme's own: `https://shop.example`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(HeaderValue);

impl FromStr for Origin {
    type Err = InvalidOrigin;

    fn from_str(text: &str) -> Result<Self, InvalidOrigin> {
        let is_bare = |uri: &Uri| uri.path() == "/" && uri.query().is_none() && !text.ends_with('/');
        let uri = text.parse::<Uri>().ok().filter(|uri| uri.scheme().is_some() && is_bare(uri));
        let uri = uri.filter(|uri| uri.authority().is_some_and(|host| !host.as_str().contains('@')));
        uri.and_then(|_| text.to_ascii_lowercase().parse().ok()).map(Origin).ok_or(InvalidOrigin)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0.to_str().unwrap_or_default())
    }
}

/// A text that is no [`Origin`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidOrigin;

impl fmt::Display for InvalidOrigin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "not {}", Origin::KIND)
    }
}

impl core::error::Error for InvalidOrigin {}

impl SettingValue for Origin {
    const KIND: &'static str = "an origin, as `https://shop.example`, without a path";

    fn read(value: &Value) -> Result<Self, Wrong> {
        value.text().and_then(|text| text.parse().ok()).ok_or(Wrong::KIND)
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Text(self.to_string()))
    }
}
