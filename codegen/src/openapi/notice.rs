//! What should be used no more, as documents say it: a sentence, and headers of the answers.

use terrace_model::{Notice, Version};
use utoipa::openapi::schema::{Object, Type as JsonType};
use utoipa::openapi::{Header, RefOr, Response};

use super::site::Site;

/// What is said of a handler in a version.
pub(super) fn of_route(site: &Site, version: Option<Version>) -> Option<String> {
    let said = sentence("", &site.route.notice(version)?)?;
    Some(match site.route.action {
        Some(key) => format!("`{key}`: {said}"),
        None => said,
    })
}

/// What is said of a version.
pub(super) fn of_version(version: Version) -> Option<String> {
    let lapse = version.lapse()?;
    sentence("this version is ", lapse).or_else(|| Some("This version is deprecated".to_owned()))
}

/// `Deprecated from 2025-06-30 on, ends on 2026-01-31: https://…`
fn sentence(subject: &str, notice: &Notice) -> Option<String> {
    if notice.is_empty() {
        return None;
    }
    let from = notice.deprecated.map(|day| format!(" from {day} on")).unwrap_or_default();
    let to = notice.sunset.map(|day| format!(", ends on {day}")).unwrap_or_default();
    let link = notice.link.map(|link| format!(": {link}")).unwrap_or_default();
    let mut text = format!("{subject}deprecated{from}{to}{link}");
    text[..1].make_ascii_uppercase();
    Some(text)
}

/// Adds the headers that say it to an answer.
pub(super) fn answer(sites: &[Site], version: Option<Version>, response: &mut Response) {
    let mut notices: Vec<Notice> = sites.iter().filter_map(|site| site.route.notice(version)).collect();
    notices.extend(version.and_then(Version::lapse));
    let headers = [
        (
            notices.iter().any(|notice| notice.deprecated.is_some()),
            "Deprecation",
            "From when on it should not be used (RFC 9745)",
        ),
        (notices.iter().any(|notice| notice.sunset.is_some()), "Sunset", "When it is expected to end (RFC 8594)"),
        (notices.iter().any(|notice| notice.link.is_some()), "Link", "What there is to read about it"),
    ];
    for (_, name, description) in headers.into_iter().filter(|(is_sent, ..)| *is_sent) {
        let mut header = Header::new(Object::with_type(JsonType::String));
        header.description = Some(description.to_owned());
        response.headers.entry(name.to_owned()).or_insert(RefOr::T(header));
    }
}
