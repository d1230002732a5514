//! What an answer says of an operation or a version that should be used no more.

use core::time::Duration;
use std::time::SystemTime;

use http::header::{HeaderMap, HeaderName, HeaderValue, LINK};
use terrace_model::{Notice, Version};

use crate::private::RouteTable;

/// Writes `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and the links to what there is to read, of the operation, the version, or
/// both: the earlier day counts. What a handler said itself stays.
#[inline]
pub(crate) fn write(route: Option<&'static RouteTable>, version: Option<Version>, headers: &mut HeaderMap) {
    if route.is_some_and(|route| route.deprecation.holds(version)) || version.and_then(Version::lapse).is_some() {
        write_all([route.and_then(|route| route.notice(version)), version.and_then(Version::lapse).copied()], headers);
    }
}

fn write_all(notices: [Option<Notice>; 2], headers: &mut HeaderMap) {
    let earliest = |day: fn(&Notice) -> Option<terrace_model::Day>| notices.iter().flatten().filter_map(day).min();
    if let Some(day) = earliest(|notice| notice.deprecated) {
        let value = HeaderValue::try_from(format!("@{}", day.unix())).expect("digits are a header's value");
        headers.entry(HeaderName::from_static("deprecation")).or_insert(value);
    }
    if let Some(day) = earliest(|notice| notice.sunset) {
        let since = Duration::from_secs(u64::try_from(day.unix()).unwrap_or_default());
        let date = httpdate::fmt_http_date(SystemTime::UNIX_EPOCH + since);
        let value = HeaderValue::try_from(date).expect("a date is a header's value");
        headers.entry(HeaderName::from_static("sunset")).or_insert(value);
    }
    for notice in notices.iter().flatten() {
        let rel = if notice.sunset.is_some() { "deprecation sunset" } else { "deprecation" };
        let link = notice.link.map(|link| HeaderValue::try_from(format!("<{link}>; rel=\"{rel}\"")));
        headers.extend(link.map(|link| (LINK, link.expect("macros take URLs only"))));
    }
}
