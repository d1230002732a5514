//! Where clients find the service: the beginning of every absolute link.
//!
//! What a client or a proxy says of it goes into answers, so nothing is taken that is no host, and no word of a proxy is
//! believed unless told to.

use core::fmt;
use core::net::Ipv6Addr;
use core::str::FromStr;
use std::sync::Arc;

use http::Extensions;
use http::header::{FORWARDED, HOST, HeaderMap, HeaderName};
use http::request::Parts;
use http::uri::{Scheme, Uri};
use terrace_model::{Answers, Part};

use crate::context::Context;
use crate::controller::Controller;
use crate::extract::FromRequest;
use crate::failure::{self, Failure};

/// The URL under which the client reaches the service, without a `/` at its end: `https://api.example:8443`.
///
/// As an argument of a handler it is what absolute links begin with. It is made of the request's scheme and host, or as
/// [`PublicUrl`] says. A request that names no host, or one that cannot be a host, is refused with 400.
///
/// ```
/// use terrace::BaseUrl;
/// use terrace::prelude::*;
///
/// #[controller(path = "/books")]
/// struct Books;
///
/// #[routes]
/// impl Books {
///     #[index]
///     async fn index(&self, base: BaseUrl) -> String {
///         format!("the newest is at {base}/books/9")
///     }
/// }
///
/// api! {
///     struct Shop at "/";
///     controllers: [Books];
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = terrace::TestClient::new(Shop::new(()));
/// let answer = client.get("/books").header("host", "shop.example").await;
/// assert_eq!(answer.text(), "the newest is at http://shop.example/books/9");
/// assert_eq!(client.get("/books").header("host", "evil.example/?").await.status(), 400);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl(Arc<str>);

impl BaseUrl {
    /// The URL as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As [`PublicUrl`] says, for a request.
    pub(crate) fn of<'r>(request: impl Into<Head<'r>>, setting: &PublicUrl) -> Result<Self, Failure> {
        let request = &request.into();
        match request.extensions.get().unwrap_or(setting) {
            PublicUrl::Fixed(base) => Ok(base.clone()),
            PublicUrl::Forwarded => BaseUrl::told(request, &forwarded(request.headers)),
            PublicUrl::XForwarded => BaseUrl::told(request, &x_forwarded(request.headers)),
            PublicUrl::OfHost => BaseUrl::told(request, &Told::default()),
        }
    }

    /// What a proxy told; where it told nothing, what the request says.
    fn told(request: &Head<'_>, told: &Told<'_>) -> Result<Self, Failure> {
        let (name, host) = match told.host {
            Some(host) => (told.header, host),
            None => ("host", own_host(request)?),
        };
        if !is_host(host) {
            return Err(Failure::of_parameter(name, "not a host, with or without a port"));
        }
        let scheme = match told.scheme {
            Some(scheme) if scheme.eq_ignore_ascii_case("https") => "https",
            Some(scheme) if scheme.eq_ignore_ascii_case("http") => "http",
            Some(_) => return Err(Failure::of_parameter(told.header, "neither `http` nor `https`")),
            None if request.extensions.get::<Secure>().is_some() => "https",
            None if request.uri.scheme() == Some(&Scheme::HTTPS) => "https",
            None => "http",
        };
        let path = told.path.unwrap_or_default().trim_end_matches('/');
        if !is_path(path) {
            return Err(Failure::of_parameter(told.header, "not a path"));
        }
        Ok(BaseUrl(format!("{scheme}://{host}{path}").into()))
    }
}

impl FromStr for BaseUrl {
    type Err = InvalidBaseUrl;

    /// Reads `https://api.example`, with or without a port and a path.
    fn from_str(text: &str) -> Result<Self, InvalidBaseUrl> {
        let invalid = || InvalidBaseUrl(text.to_owned());
        let uri: Uri = text.parse().map_err(|_| invalid())?;
        let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
        let has_host = uri.authority().is_some_and(|host| is_host(host.as_str()));
        let path = uri.path().trim_end_matches('/');
        if !is_web || !has_host || uri.query().is_some() || text.contains('#') || !is_path(path) {
            return Err(invalid());
        }
        Ok(BaseUrl(text.trim_end_matches('/').into()))
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// What was given is no [`BaseUrl`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidBaseUrl(String);

impl fmt::Display for InvalidBaseUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "`{}` is not the URL of a service: it is `https://` or `http://`, a host, and no query", self.0)
    }
}

impl core::error::Error for InvalidBaseUrl {}

/// Who knows under which URL clients see the service: a setting of the [`Server`](crate::Server).
///
/// Where another server serves the API, a layer puts it into the extensions of each request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum PublicUrl {
    /// The request: its scheme and its host (`Host`, or HTTP/2's `:authority`). Nothing else is believed.
    #[default]
    OfHost,
    /// The nearest proxy, by `Forwarded` (RFC 7239): the `host` and `proto` of its last element. Such a proxy must not
    /// let through what its clients say there.
    Forwarded,
    /// The nearest proxy, by the last value of `X-Forwarded-Host`, `X-Forwarded-Proto` and `X-Forwarded-Prefix`, a path
    /// before that of the request. Such a proxy must not let through what its clients say there.
    XForwarded,
    /// Nobody needs to say it: it is always this one.
    Fixed(BaseUrl),
}

impl From<BaseUrl> for PublicUrl {
    fn from(base: BaseUrl) -> Self {
        PublicUrl::Fixed(base)
    }
}

/// Says, as an extension of a request, that it came over TLS.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Secure;

impl<C: Controller> FromRequest<C> for BaseUrl {
    const PART: Part = Part::Hidden;
    const ANSWERS: Answers = Answers { own: &[failure::answer(400, "")], parts: &[] };

    async fn from_request(cx: &mut Context, _: &'static str) -> Result<Self, Failure> {
        cx.base_url()
    }
}

/// What a request says before its body.
pub(crate) struct Head<'r> {
    uri: &'r Uri,
    headers: &'r HeaderMap,
    extensions: &'r Extensions,
}

impl<'r> From<&'r Parts> for Head<'r> {
    fn from(Parts { uri, headers, extensions, .. }: &'r Parts) -> Self {
        Head { uri, headers, extensions }
    }
}

impl<'r, B> From<&'r http::Request<B>> for Head<'r> {
    fn from(request: &'r http::Request<B>) -> Self {
        Head { uri: request.uri(), headers: request.headers(), extensions: request.extensions() }
    }
}

/// What a proxy told.
#[derive(Default)]
struct Told<'r> {
    /// The header by which it did, for what is wrong with it.
    header: &'static str,
    scheme: Option<&'r str>,
    host: Option<&'r str>,
    path: Option<&'r str>,
}

/// The host that the request names: in its target, else by the one header.
fn own_host<'r>(request: &Head<'r>) -> Result<&'r str, Failure> {
    if let Some(authority) = request.uri.authority() {
        return Ok(authority.as_str());
    }
    let mut hosts = request.headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => Ok(host.to_str().unwrap_or_default()),
        (None, _) => Err(Failure::of_parameter("host", "missing")),
        (Some(_), Some(_)) => Err(Failure::of_parameter("host", "given more than once")),
    }
}

fn forwarded(headers: &HeaderMap) -> Told<'_> {
    let mut told = Told { header: "forwarded", ..Told::default() };
    for (name, value) in last(headers, &FORWARDED).split(';').filter_map(|pair| pair.split_once('=')) {
        let value = Some(value.trim().trim_matches('"'));
        match name.trim() {
            name if name.eq_ignore_ascii_case("host") => told.host = value,
            name if name.eq_ignore_ascii_case("proto") => told.scheme = value,
            _ => {}
        }
    }
    told
}

fn x_forwarded(headers: &HeaderMap) -> Told<'_> {
    let given = |name| Some(last(headers, &HeaderName::from_static(name))).filter(|value| !value.is_empty());
    Told {
        header: "x-forwarded-host",
        scheme: given("x-forwarded-proto"),
        host: given("x-forwarded-host"),
        path: given("x-forwarded-prefix"),
    }
}

/// The last of a header's values, which the nearest proxy added.
fn last<'r>(headers: &'r HeaderMap, name: &HeaderName) -> &'r str {
    let line = headers.get_all(name).iter().next_back().and_then(|line| line.to_str().ok()).unwrap_or_default();
    line.rsplit(',').next().unwrap_or_default().trim()
}

/// A name, an IPv4 address or an IPv6 address in brackets, and a port or none (RFC 9110, section 7.2): nothing that would
/// be more than a host in a URL or in a page.
fn is_host(text: &str) -> bool {
    let (host, port) = match text.strip_prefix('[').and_then(|text| text.split_once(']')) {
        Some((address, port)) if address.parse::<Ipv6Addr>().is_ok() => ("v6", port),
        Some(_) => return false,
        None => text.split_at(text.find(':').unwrap_or(text.len())),
    };
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    !host.is_empty()
        && host.len() < 256
        && host.bytes().all(is_name)
        && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
}

/// Nothing, or a path that a URL can go on with.
fn is_path(text: &str) -> bool {
    let is_fine = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@%/".contains(&byte);
    text.is_empty() || (text.starts_with('/') && !text.starts_with("//") && text.bytes().all(is_fine))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(uri: &str, headers: &[(&str, &str)]) -> Parts {
        let mut request = http::Request::builder().uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(()).expect("a test's request").into_parts().0
    }

    fn base(uri: &str, headers: &[(&str, &str)], public: &PublicUrl) -> Result<String, String> {
        let base = BaseUrl::of(&request(uri, headers), public);
        base.map(|base| base.to_string()).map_err(|failure| failure.errors()[0].detail.clone())
    }

    #[test]
    fn it_is_the_requests_host_and_scheme() {
        let check = |uri: &str, headers: &[(&str, &str)], expected: &str| {
            assert_eq!(base(uri, headers, &PublicUrl::OfHost), Ok(expected.to_owned()), "{uri} {headers:?}");
        };
        check("/", &[("host", "a.example")], "http://a.example");
        check("/", &[("host", "a.example:8774")], "http://a.example:8774");
        check("/", &[("host", "[::1]:80")], "http://[::1]:80");
        check("https://b.example/x?y", &[("host", "a.example")], "https://b.example");
        check(
            "/",
            &[("host", "a.example"), ("x-forwarded-host", "evil"), ("forwarded", "host=evil")],
            "http://a.example",
        );
        let mut secure = request("/", &[("host", "a.example")]);
        secure.extensions.insert(Secure);
        assert_eq!(
            BaseUrl::of(&secure, &PublicUrl::OfHost).map(|base| base.to_string()).ok().as_deref(),
            Some("https://a.example")
        );
    }

    #[test]
    fn what_is_no_host_is_refused() {
        let long = "a".repeat(256);
        for host in [
            "", "a b", "a/b", "user@a", "a?b", "a#b", "a:", "a:x", "a:65536", "a:+1", "[::1", "[::g]", "[::1]x",
            "a\\b", "<a>", "a,b", &long,
        ] {
            let refused = Err("not a host, with or without a port".to_owned());
            assert_eq!(base("/", &[("host", host)], &PublicUrl::OfHost), refused, "{host}");
        }
        assert_eq!(base("/", &[], &PublicUrl::OfHost), Err("missing".to_owned()));
        let two = [("host", "a"), ("host", "b")];
        assert_eq!(base("/", &two, &PublicUrl::OfHost), Err("given more than once".to_owned()));
    }

    #[test]
    fn a_proxy_is_believed_where_it_may_be() {
        let check = |headers: &[(&str, &str)], public: &PublicUrl, expected: Result<&str, &str>| {
            let headers: Vec<_> = [("host", "inner:80")].iter().chain(headers).copied().collect();
            let expected = expected.map(str::to_owned).map_err(str::to_owned);
            assert_eq!(base("/", &headers, public), expected, "{headers:?}");
        };
        let x = &PublicUrl::XForwarded;
        check(&[], x, Ok("http://inner:80"));
        check(
            &[("x-forwarded-host", "evil, api.example"), ("x-forwarded-proto", "https")],
            x,
            Ok("https://api.example"),
        );
        check(
            &[("x-forwarded-proto", "HTTPS"), ("x-forwarded-prefix", "/compute/")],
            x,
            Ok("https://inner:80/compute"),
        );
        check(&[("x-forwarded-host", "a/b")], x, Err("not a host, with or without a port"));
        check(&[("x-forwarded-proto", "ftp")], x, Err("neither `http` nor `https`"));
        check(&[("x-forwarded-prefix", "//evil")], x, Err("not a path"));
        check(&[("forwarded", "host=api.example")], x, Ok("http://inner:80"));
        let f = &PublicUrl::Forwarded;
        check(
            &[("forwarded", "for=1.2.3.4;host=evil, for=\"[::1]\";Proto=https;host=\"api.example:8443\"")],
            f,
            Ok("https://api.example:8443"),
        );
        check(&[("forwarded", "for=1.2.3.4")], f, Ok("http://inner:80"));
        let fixed = PublicUrl::Fixed("https://api.example/compute/".parse().expect("one"));
        check(&[("x-forwarded-host", "evil")], &fixed, Ok("https://api.example/compute"));
    }

    #[test]
    fn what_is_no_url_of_a_service_is_refused() {
        for text in ["", "api.example", "/x", "ftp://a", "https://", "https://u@a", "https://a?b", "https://a#b"] {
            assert!(text.parse::<BaseUrl>().is_err(), "{text}");
        }
    }
}
