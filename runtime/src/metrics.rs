//! What is counted of requests and connections, for Prometheus.
//!
//! It goes through the `metrics` facade, so that what a program counts itself is told beside it. Labels have few values,
//! none of which a client can choose: no path, and of methods those that are known.

use std::sync::{Mutex, OnceLock, PoisonError};

use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue};
use metrics::{Gauge, Label, SharedString, Unit, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use crate::answer::Response;
use crate::body::{Body, BoxError};

/// How long requests take, and by its count how many there were.
const DURATION: &str = "http_server_request_duration_seconds";
/// The requests whose answers are not sent.
const REQUESTS: &str = "http_server_active_requests";
/// The connections that are open.
const CONNECTIONS: &str = "http_server_open_connections";

/// The borders that OpenTelemetry's semantic conventions advise for `http.server.request.duration`, in seconds.
const BORDERS: [f64; 14] = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0];

static TOLD: OnceLock<PrometheusHandle> = OnceLock::new();

/// Begins to keep what is counted, once for the process.
pub(crate) fn begin() -> Result<(), BoxError> {
    static BEGUN: Mutex<()> = Mutex::new(());
    let _only_one = BEGUN.lock().unwrap_or_else(PoisonError::into_inner);
    if TOLD.get().is_some() {
        return Ok(());
    }
    let builder = PrometheusBuilder::new().set_buckets_for_metric(Matcher::Full(DURATION.to_owned()), &BORDERS)?;
    let handle = builder.install_recorder()?;
    describe_histogram!(DURATION, Unit::Seconds, "From a request's head to the end of its answer");
    describe_gauge!(REQUESTS, "Requests whose answers are not sent to their end");
    describe_gauge!(CONNECTIONS, "Connections that are open");
    // Nobody else sets it, as the lock is held.
    let _ = TOLD.set(handle);
    Ok(())
}

/// All that was counted, in Prometheus's text format.
pub(crate) fn told() -> Response {
    let text = TOLD.get().map(PrometheusHandle::render).unwrap_or_default();
    let mut response = Response::new(Body::from(text));
    let media_type = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, media_type);
    response
}

/// Sums up what was measured, which must happen now and then, even where nobody asks.
pub(crate) fn sum_up() {
    if let Some(handle) = TOLD.get() {
        handle.run_upkeep();
    }
}

/// One more, until this is dropped.
pub(crate) struct One(Gauge);

impl One {
    pub(crate) fn request() -> Self {
        One::of(gauge!(REQUESTS))
    }

    pub(crate) fn connection() -> Self {
        One::of(gauge!(CONNECTIONS))
    }

    fn of(gauge: Gauge) -> Self {
        gauge.increment(1.0);
        One(gauge)
    }
}

impl Drop for One {
    fn drop(&mut self) {
        self.0.decrement(1.0);
    }
}

impl core::fmt::Debug for One {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.write_str("One")
    }
}

/// Counts a request that is over. One whose client left before there was an answer has the status 0.
pub(crate) fn ended(
    api: &'static str,
    operation: &'static str,
    method: &'static str,
    status: Option<StatusCode>,
    version: &'static str,
    seconds: f64,
) {
    let status = status.map_or_else(|| "0".to_owned(), |status| status.as_str().to_owned());
    let labels = [
        ("api", SharedString::from(api)),
        ("operation", operation.into()),
        ("method", method.into()),
        ("status", status.into()),
        ("version", version.into()),
    ];
    let labels: Vec<_> = labels.into_iter().map(|(name, value)| Label::new(name, value)).collect();
    histogram!(DURATION, labels).record(seconds);
}
