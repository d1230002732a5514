//! The span of a request: all that is logged while it is answered is logged in it.
//!
//! Its fields have the names of OpenTelemetry's semantic conventions for HTTP servers where these have one, so that they
//! are found where every other service has them, and the names of the access line where they have none; `docs/seeing.md` lists
//! them. The time that a request takes is that of the span. With the feature `opentelemetry` it also has those fields by
//! which `tracing-opentelemetry` names and judges a span, and is a part of the caller's trace.

use http::{Method, StatusCode};
use terrace_model::Version;
use tracing::Span;
use tracing::field::Empty;

use crate::app::table::Target;
use crate::exchange::{Exchange, RequestId};
use crate::filter::Request;

/// The span of a request of which nothing but its head is known.
pub(crate) fn begin(id: &RequestId, request: &Request) -> Span {
    macro_rules! request {
        ($($more:tt)*) => {
            tracing::info_span!(
                target: "terrace",
                "request",
                request_id = %id,
                http.request.method = method(request.method()),
                url.path = request.uri().path(),
                http.route = Empty,
                operation = Empty,
                handler = Empty,
                version = Empty,
                http.response.status_code = Empty,
                http.response.body.size = Empty,
                $($more)*
            )
        };
    }
    #[cfg(not(feature = "opentelemetry"))]
    return request!();
    #[cfg(feature = "opentelemetry")]
    {
        let span = request!(otel.name = Empty, otel.kind = "server", otel.status_code = Empty);
        join(&span, request.headers());
        span
    }
}

/// Notes the route and the version.
pub(crate) fn routed(span: &Span, method: &Method, route: Option<&str>, exchange: &Exchange) {
    tracing::record_all!(span, http.route = route, version = exchange.version.map(Version::label));
    #[cfg(feature = "opentelemetry")]
    match (self::method(method), route) {
        (method, Some(route)) => name(span, format!("{method} {route}")),
        (method, None) => name(span, method.to_owned()),
    }
    #[cfg(not(feature = "opentelemetry"))]
    let _ = method;
}

/// Notes the handler.
pub(crate) fn aimed(span: &Span, target: &Target) {
    let Target { route, .. } = target;
    tracing::record_all!(span, operation = route.operation_id, handler = %format_args!("{}::{}", route.owner, route.name));
}

/// Notes the id that a request's client knows it by.
pub(crate) fn named(span: &Span, id: &RequestId) {
    span.record("request_id", tracing::field::display(id));
}

/// Notes what is answered.
pub(crate) fn answered(span: &Span, status: StatusCode) {
    span.record("http.response.status_code", status.as_u16());
    #[cfg(feature = "opentelemetry")]
    if status.is_server_error() {
        span.record("otel.status_code", "error");
    }
}

/// Notes how much of the answer's body was sent.
pub(crate) fn sent(span: &Span, bytes: u64) {
    span.record("http.response.body.size", bytes);
}

/// Gives the span a name, which its field alone does not once the span was entered.
#[cfg(feature = "opentelemetry")]
fn name(span: &Span, name: String) {
    use opentelemetry::trace::TraceContextExt;
    use tracing_opentelemetry::OpenTelemetrySpanExt;

    if span.is_disabled() {
        return;
    }
    span.record("otel.name", &*name);
    span.context().span().update_name(name);
}

/// Makes the span a part of the trace that the caller tells of, as the program's propagator reads it; W3C's `traceparent`
/// where that is its `TraceContextPropagator`.
#[cfg(feature = "opentelemetry")]
fn join(span: &Span, headers: &http::HeaderMap) {
    use opentelemetry_http::HeaderExtractor;
    use tracing_opentelemetry::OpenTelemetrySpanExt;

    if span.is_disabled() {
        return;
    }
    let caller = opentelemetry::global::get_text_map_propagator(|known| known.extract(&HeaderExtractor(headers)));
    // It fails where no layer of the subscriber exports spans.
    let _ = span.set_parent(caller);
}

/// A method's name, of which there is a known number: whoever sends requests chooses the method, and must not choose how
/// many kinds of them are counted.
pub(crate) fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        Method::TRACE => "TRACE",
        Method::CONNECT => "CONNECT",
        _ => "_OTHER",
    }
}
