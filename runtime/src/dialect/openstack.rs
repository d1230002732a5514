//! OpenStack's faults.

mod path;

use std::borrow::Cow;

use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use terrace_macros::model;
use terrace_model::schema::Name;
use terrace_model::{Doc, Field, Place, Shape, Type};

use super::{Dialect, NextPage, Options};
use crate::answer::Response;
use crate::body::Body;
use crate::exchange::{Exchange, RequestId};
use crate::failure::{At, Failure, FieldError, Origin, VersionProblem};
use crate::json;
use crate::model::Model;

/// OpenStack's faults, in the manner of its compute service.
///
/// ```json
/// { "itemNotFound": { "code": 404, "message": "Instance 1 could not be found." } }
/// ```
///
/// The key depends on the status. Who is not known is answered as Keystone's middleware does it, for whichever service:
///
/// ```json
/// { "error": { "code": 401, "title": "Unauthorized", "message": "The request you have made requires authentication." } }
/// ```
///
/// As Nova does it, a path that nobody serves is answered in plain text, a method that
/// a path does not have is answered like such a path, HEAD among them, and so is a body that is too large. OPTIONS is
/// answered on every path, there or not. A path is looked for as a WSGI server hands it on: `%2F` is a slash, slashes
/// in a row are one, and bytes that are not UTF-8 are Latin-1.
/// A body without a content type, or of `text/plain`, is read as JSON; another content type is refused also where nobody takes a body. The next page of a list is among the links beside it,
/// and a page never holds more than its maximum, whatever is asked for. The request's id is in `x-openstack-request-id`
/// and `x-compute-request-id`.
#[derive(Clone, Copy, Debug, Default)]
pub struct OpenStack;

impl Dialect for OpenStack {
    fn media_type(&self, status: u16) -> &'static str {
        if status == 413 { "text/plain" } else { "application/json" }
    }

    fn schema(&self, status: u16) -> &'static Type {
        if status == 413 { String::ty() } else { kind(status).1 }
    }

    fn unrouted_body(&self) -> (&'static str, &'static Type) {
        ("text/plain", String::ty())
    }

    fn identify(&self, id: &RequestId, headers: &mut HeaderMap) {
        let value = id.header_value("req-");
        headers.insert(const { HeaderName::from_static("x-openstack-request-id") }, value.clone());
        headers.insert(const { HeaderName::from_static("x-compute-request-id") }, value);
    }

    fn is_json(&self, content_type: Option<&str>) -> bool {
        let essence = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        essence.is_empty()
            || essence.eq_ignore_ascii_case("text/plain")
            || essence.eq_ignore_ascii_case("application/json")
            || essence.eq_ignore_ascii_case("application/vnd.openstack.compute+json")
    }

    fn judges_content_type_alone(&self) -> bool {
        true
    }

    fn path<'p>(&self, sent: &'p str) -> Cow<'p, str> {
        path::as_wsgi_reads(sent)
    }

    fn answers_head(&self) -> bool {
        false
    }

    fn options(&self) -> Options {
        Options::Everywhere
    }

    /// The routes of OpenStack's services know no microversions.
    fn routes_by_version(&self) -> bool {
        false
    }

    fn next_page(&self) -> NextPage {
        NextPage::Links
    }

    fn clamps_limits(&self) -> bool {
        true
    }

    fn render(&self, failure: &Failure, _: &Exchange) -> Response {
        match failure.status() {
            StatusCode::PAYLOAD_TOO_LARGE => {
                plain(failure.status(), "Request Entity Too Large", failure.detail_text().unwrap_or(explanation(413)))
            }
            status => fault(status, message(failure)),
        }
    }

    fn unrouted(&self, _: &Failure, _: &Exchange) -> Response {
        plain(StatusCode::NOT_FOUND, "Not Found", explanation(404))
    }

    fn wrong_method(&self, failure: &Failure, exchange: &Exchange) -> Response {
        self.unrouted(failure, exchange)
    }

    fn media(&self, failure: &Failure, _: &Exchange) -> Response {
        fault(failure.status(), "Unsupported Content-Type".to_owned())
    }

    fn extraction(&self, failure: &Failure, exchange: &Exchange) -> Response {
        match failure.origin() {
            // Nova counts what is in the body before it looks for a name: one thing that is no name is an action that
            // nobody has.
            Origin::NotAnAction { length: None | Some(1) } => fault(StatusCode::NOT_FOUND, explanation(404).to_owned()),
            _ => self.render(failure, exchange),
        }
    }
}

fn message(failure: &Failure) -> String {
    match failure.origin() {
        Origin::Version(VersionProblem::Malformed { asked }) => {
            format!("API Version String {asked} is of invalid format. Must be of format MajorNum.MinorNum.")
        }
        Origin::Version(VersionProblem::Unsupported { asked, versions }) => format!(
            "Version {asked} is not supported by the API. Minimum is {} and maximum is {}.",
            versions.oldest(),
            versions.newest()
        ),
        Origin::Syntax | Origin::NotAnAction { .. } => "Malformed request body".to_owned(),
        Origin::Policy { rule } if failure.status() == StatusCode::FORBIDDEN => {
            format!("Policy doesn't allow {rule} to be performed.")
        }
        Origin::UnknownAction(name) => format!("There is no such action: {name}"),
        _ if failure.errors().is_empty() => {
            failure.detail_text().unwrap_or(explanation(failure.status().as_u16())).to_owned()
        }
        _ => failure.errors().iter().map(invalid).collect::<Vec<_>>().join("\n"),
    }
}

fn invalid(error: &FieldError) -> String {
    match &error.at {
        At::Parameter(name) => format!("Invalid input for query parameters {name}. {}", error.detail),
        At::Pointer(pointer) => match pointer.rsplit_once('/') {
            Some((_, field)) => format!("Invalid input for field/attribute {field}. {}", error.detail),
            None => error.detail.clone(),
        },
    }
}

fn fault(status: StatusCode, message: String) -> Response {
    let code = status.as_u16();
    let key = Some(kind(code).0);
    let body = match status {
        StatusCode::UNAUTHORIZED => {
            json::write(&Unauthenticated { code, title: "Unauthorized".to_owned(), message }, key)
        }
        _ => json::write(&Fault { code, message }, key),
    };
    let body = body.expect("texts and numbers have a form in JSON");
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// As WebOb writes an exception that nobody caught.
fn plain(status: StatusCode, title: &str, text: &str) -> Response {
    let text = [status.as_str(), " ", title, "\n\n", text, "\n\n   "].concat();
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=UTF-8"));
    response
}

/// What a fault says where nobody said anything.
fn explanation(status: u16) -> &'static str {
    match status {
        400 => "The server could not comply with the request since it is either malformed or otherwise incorrect.",
        401 => "The request you have made requires authentication.",
        403 => "Access was denied to this resource.",
        404 => "The resource could not be found.",
        408 => "The body of your request did not arrive in time.",
        409 => "There was a conflict when trying to complete your request.",
        410 => "This resource is no longer available. No forwarding address is given.",
        413 => "The body of your request was too large for this server.",
        500 => "The server has either erred or is incapable of performing the requested operation.",
        501 => "The requested functionality is not implemented.",
        503 => "The server is currently unavailable. Please try again at a later time.",
        _ => "The request could not be fulfilled.",
    }
}

/// The key of a status, and the table of such a fault.
fn kind(status: u16) -> (&'static str, &'static Type) {
    macro_rules! kinds {
        ($($status:literal => $key:literal as $name:literal of $body:ident,)+ else $other:literal as $other_name:literal) => {
            match status {
                $($status => kinds!($key as $name of $body),)+
                _ => kinds!($other as $other_name of Fault),
            }
        };
        ($key:literal as $name:literal of $body:ident) => {{
            static TABLE: Type = Type {
                name: Some(Name {
                    base: $name,
                    parameters: &[],
                    path: concat!(module_path!(), "::", $name),
                    place: Place { file: file!(), line: line!() },
                }),
                shape: Shape::Object(&[Field { doc: Doc { summary: "What went wrong", description: "" }, ..Field::plain($key, $body::ty) }]),
                ..Type::plain(Shape::Any)
            };
            ($key, &TABLE)
        }};
    }
    kinds! {
        400 => "badRequest" as "BadRequest" of Fault,
        401 => "error" as "Unauthorized" of Unauthenticated,
        403 => "forbidden" as "Forbidden" of Fault,
        404 => "itemNotFound" as "ItemNotFound" of Fault,
        405 => "badMethod" as "BadMethod" of Fault,
        409 => "conflictingRequest" as "ConflictingRequest" of Fault,
        429 => "overLimit" as "OverLimit" of Fault,
        415 => "badMediaType" as "BadMediaType" of Fault,
        501 => "notImplemented" as "NotImplemented" of Fault,
        503 => "serviceUnavailable" as "ServiceUnavailable" of Fault,
        else "computeFault" as "ComputeFault"
    }
}

/// What went wrong.
#[model(crate = crate)]
struct Fault {
    /// The status of the answer.
    code: u16,
    /// What happened.
    message: String,
}

/// Who asks is not known.
#[model(crate = crate)]
struct Unauthenticated {
    /// The status of the answer.
    code: u16,
    /// The status in a word.
    title: String,
    /// What happened.
    message: String,
}
