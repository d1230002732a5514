//! Problem documents (RFC 9457).

use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use terrace_macros::model;
use terrace_model::Type;

use super::Dialect;
use crate::answer::Response;
use crate::body::Body;
use crate::exchange::{Exchange, RequestId};
use crate::failure::{At, Failure, FieldError};
use crate::json;
use crate::model::Model;

/// Problem documents (RFC 9457), `application/problem+json`. The request's id is in `x-request-id`.
///
/// ```json
/// {
///   "type": "about:blank",
///   "title": "Bad Request",
///   "status": 400,
///   "detail": "the body is not what was expected",
///   "errors": [{ "pointer": "/server/name", "detail": "missing" }]
/// }
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Problem;

const MEDIA_TYPE: &str = "application/problem+json";

impl Dialect for Problem {
    fn media_type(&self, _: u16) -> &'static str {
        MEDIA_TYPE
    }

    fn schema(&self, _: u16) -> &'static Type {
        Document::ty()
    }

    fn identify(&self, id: &RequestId, headers: &mut HeaderMap) {
        headers.insert(const { HeaderName::from_static("x-request-id") }, id.header_value(""));
    }

    fn render(&self, failure: &Failure, _: &Exchange) -> Response {
        let document = Document {
            kind: "about:blank".to_owned(),
            title: failure.title_text().to_owned(),
            status: failure.status().as_u16(),
            detail: failure.detail_text().map(str::to_owned),
            errors: failure.errors().iter().map(Item::of).collect(),
        };
        let body = json::write(&document, None).expect("texts and numbers have a form in JSON");
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = failure.status();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        response
    }
}

/// What went wrong (RFC 9457).
#[model(crate = crate, name = "Problem")]
struct Document {
    /// A URI that tells the kind of problem.
    #[serde(rename = "type")]
    kind: String,
    /// The kind of problem, in a few words.
    title: String,
    /// The status of the answer.
    status: u16,
    /// What happened this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// What is wrong with which field or parameter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    errors: Vec<Item>,
}

/// What is wrong with one field or parameter.
#[model(crate = crate, name = "FieldError")]
struct Item {
    /// The field's JSON pointer (RFC 6901).
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<String>,
    /// The parameter's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<String>,
    /// What is wrong.
    detail: String,
}

impl Item {
    fn of(error: &FieldError) -> Item {
        let (pointer, parameter) = match &error.at {
            At::Pointer(pointer) => (Some(pointer.clone()), None),
            At::Parameter(name) => (None, Some(name.clone().into_owned())),
        };
        Item { pointer, parameter, detail: error.detail.clone() }
    }
}
