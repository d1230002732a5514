//! How failures look on the wire.
//!
//! Every failure goes through `answer` in this file: it writes the log, asks the dialect's hook for the failure's origin, and adds the
//! failure's headers. The request's id is added to every answer of the API, failure or not.

mod openstack;
mod problem;

use core::any::Any;
use core::error::Error;
use core::fmt::{Debug, Write};
use std::borrow::Cow;

use http::{HeaderMap, StatusCode};
use terrace_model::Type;

use crate::answer::Response;
use crate::body::BodyError;
use crate::exchange::{Exchange, RequestId};
use crate::failure::{Failure, Origin};

pub use openstack::OpenStack;
pub use problem::Problem;

/// How an API's failures look.
///
/// [`Dialect::render`] does for all of them; the hooks below it let failures of one origin look otherwise.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a dialect",
    label = "does not say how failures look",
    note = "write `errors: problem`, `errors: openstack`, or implement `terrace::Dialect` for it"
)]
pub trait Dialect: Any + Debug + Send + Sync {
    /// The media type of a failure of this status, for documents.
    fn media_type(&self, status: u16) -> &'static str;

    /// What a failure of this status looks like, for documents.
    fn schema(&self, status: u16) -> &'static Type;

    /// The media type and the look of the failure of a path that no handler has, for documents: what
    /// [`Dialect::unrouted`] renders.
    fn unrouted_body(&self) -> (&'static str, &'static Type) {
        (self.media_type(404), self.schema(404))
    }

    /// Puts the request's id among an answer's headers.
    fn identify(&self, id: &RequestId, headers: &mut HeaderMap);

    /// The answer to a failure. Its headers are added afterwards.
    fn render(&self, failure: &Failure, exchange: &Exchange) -> Response;

    /// Whether a body of this content type (`None`: the request names none) is read as JSON.
    fn is_json(&self, content_type: Option<&str>) -> bool {
        content_type.is_some_and(is_json)
    }

    /// Whether a content type is looked at though nobody takes a body: it has then to be one of JSON.
    fn judges_content_type_alone(&self) -> bool {
        false
    }

    /// A path as it is looked for among those of the handlers, still percent-encoded.
    fn path<'p>(&self, sent: &'p str) -> Cow<'p, str> {
        Cow::Borrowed(sent)
    }

    /// Whether every path that has a GET has HEAD beside it, answered by its handler, without the body. `Allow` lists it.
    fn answers_head(&self) -> bool {
        true
    }

    /// How OPTIONS is answered. `Allow` lists it.
    fn options(&self) -> Options {
        Options::OfPaths
    }

    /// Whether a path and its methods are there only where the request's version has them: else a path of another version hides those
    /// that take the same texts, and `Allow` lists the methods of all versions.
    fn routes_by_version(&self) -> bool {
        true
    }

    /// Where a page of a list says which is the next.
    fn next_page(&self) -> NextPage {
        NextPage::Field
    }

    /// Whether a page's `limit` above its maximum means the maximum, and 0 a page with nothing on it; both are refused otherwise.
    fn clamps_limits(&self) -> bool {
        false
    }

    /// No handler has the path.
    fn unrouted(&self, failure: &Failure, exchange: &Exchange) -> Response {
        self.render(failure, exchange)
    }

    /// No handler of the path has the method.
    fn wrong_method(&self, failure: &Failure, exchange: &Exchange) -> Response {
        self.render(failure, exchange)
    }

    /// The version cannot be had, or no handler of the path and method exists in it.
    fn version(&self, failure: &Failure, exchange: &Exchange) -> Response {
        self.render(failure, exchange)
    }

    /// The request was removed; the failure's detail says why.
    fn removed(&self, failure: &Failure, exchange: &Exchange) -> Response {
        self.render(failure, exchange)
    }

    /// The body's media type is not one that the handler reads.
    fn media(&self, failure: &Failure, exchange: &Exchange) -> Response {
        self.render(failure, exchange)
    }

    /// The body is larger than it may be. Where it is larger than any handler takes, nobody has looked where it goes.
    fn too_large(&self, failure: &Failure, exchange: &Exchange) -> Response {
        self.render(failure, exchange)
    }

    /// The body did not arrive in time.
    fn body_time(&self, failure: &Failure, exchange: &Exchange) -> Response {
        self.render(failure, exchange)
    }

    /// The body, the query, a header or a variable of the path is not what the handler reads.
    fn extraction(&self, failure: &Failure, exchange: &Exchange) -> Response {
        self.render(failure, exchange)
    }

    /// A policy does not allow it, or nobody has said who asks.
    fn policy(&self, failure: &Failure, exchange: &Exchange) -> Response {
        self.render(failure, exchange)
    }

    /// The request's conditions do not hold for what there is, or it makes none where it must.
    fn condition(&self, failure: &Failure, exchange: &Exchange) -> Response {
        self.render(failure, exchange)
    }

    /// A handler, a loader or a user's extractor failed.
    fn handler(&self, failure: &Failure, exchange: &Exchange) -> Response {
        self.render(failure, exchange)
    }

    /// One of these panicked.
    fn panic(&self, failure: &Failure, exchange: &Exchange) -> Response {
        self.render(failure, exchange)
    }

    /// They took longer than they may.
    fn handler_time(&self, failure: &Failure, exchange: &Exchange) -> Response {
        self.render(failure, exchange)
    }
}

/// How OPTIONS is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Options {
    /// On every path that there is: 204, with the methods of the path in `Allow`.
    OfPaths,
    /// On every path, there or not: 200, with `Allow` where there is one. So does a filter that answers the questions of browsers
    /// before anybody looks where they go.
    Everywhere,
}

/// Where a page of a list says which is the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NextPage {
    /// In the field `next`: `{"books": […], "next": "https://…"}`.
    Field,
    /// Among the list's links, as OpenStack's services have them: `{"servers": […], "servers_links": [{"rel": "next", "href":
    /// "https://…"}]}`.
    Links,
}

/// Logs a failure where it is the server's fault, and gives it its form.
pub(crate) fn answer(failure: &Failure, exchange: &Exchange) -> Response {
    log(failure, exchange);
    let dialect = exchange.dialect;
    let mut response = match failure.origin() {
        Origin::Unrouted => dialect.unrouted(failure, exchange),
        Origin::WrongMethod => dialect.wrong_method(failure, exchange),
        Origin::Version(_) | Origin::NotInVersion => dialect.version(failure, exchange),
        Origin::Removed => dialect.removed(failure, exchange),
        Origin::MediaType => dialect.media(failure, exchange),
        Origin::TooLarge => dialect.too_large(failure, exchange),
        Origin::BodyTime => dialect.body_time(failure, exchange),
        Origin::Syntax | Origin::NotAnAction { .. } | Origin::UnknownAction(_) => dialect.extraction(failure, exchange),
        Origin::Body | Origin::Parameter | Origin::Key => dialect.extraction(failure, exchange),
        Origin::Policy { .. } => dialect.policy(failure, exchange),
        Origin::Condition => dialect.condition(failure, exchange),
        Origin::Handler => dialect.handler(failure, exchange),
        Origin::Panic => dialect.panic(failure, exchange),
        Origin::HandlerTime => dialect.handler_time(failure, exchange),
    };
    response.headers_mut().extend(failure.headers().clone());
    response
}

fn log(failure: &Failure, exchange: &Exchange) {
    let (request_id, operation) = (&exchange.id, exchange.operation.unwrap_or("-"));
    let status = failure.status();
    match failure.error() {
        Some(error) if status.is_server_error() => {
            tracing::error!(%request_id, operation, status = status.as_u16(), error = chain(error), "request failed");
        }
        Some(error) => {
            tracing::debug!(%request_id, operation, status = status.as_u16(), error = chain(error), "request refused");
        }
        None if status == StatusCode::INTERNAL_SERVER_ERROR => {
            tracing::error!(%request_id, operation, status = status.as_u16(), detail = failure.detail_text(), "request failed");
        }
        None => {}
    }
}

/// Tells of an answer that began, and does not come to its end.
pub(crate) fn log_cut(error: &BodyError, exchange: &Exchange) {
    let (request_id, operation) = (&exchange.id, exchange.operation.unwrap_or("-"));
    tracing::error!(%request_id, operation, error = chain(error), "an answer was cut off");
}

/// An error and its causes, on one line.
pub(crate) fn chain(error: &(dyn Error + Send + Sync + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        write!(text, ": {cause}").expect("a String takes every text");
        next = cause.source();
    }
    text
}

/// `application/json`, or a type with the suffix `+json` (RFC 6839), of no charset but UTF-8 (RFC 8259, section 8.1).
pub(crate) fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !is_utf8(content_type) {
        return false;
    }
    let Some((kind, subtype)) = essence.split_once('/') else { return false };
    let known = |text: &str| !text.is_empty() && !text.contains([' ', ',', '/']);
    known(kind) && known(subtype) && (essence == "application/json" || subtype.ends_with("+json"))
}

/// The media type of forms.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// A form, of no charset but UTF-8.
pub(crate) fn is_form(content_type: &str) -> bool {
    is_essence(content_type, FORM) && is_utf8(content_type)
}

/// Whether a media type is one, whatever its parameters; text is in UTF-8.
pub(crate) fn is_media_type(content_type: &str, expected: &str) -> bool {
    let essence = expected.split(';').next().unwrap_or_default().trim();
    is_essence(content_type, essence) && (is_utf8(content_type) || !essence.starts_with("text/"))
}

fn is_essence(content_type: &str, expected: &str) -> bool {
    content_type.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(expected)
}

/// Whether a media type names no charset but UTF-8.
fn is_utf8(content_type: &str) -> bool {
    let parameters = content_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let mut charsets = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    charsets.all(|(_, charset)| charset.trim().trim_matches('"').eq_ignore_ascii_case("utf-8"))
}
